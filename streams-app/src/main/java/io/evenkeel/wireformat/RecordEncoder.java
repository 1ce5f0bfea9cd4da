package io.evenkeel.wireformat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One thread's buffers for writing. A record of the same topic and schema as the last one finds its
 * writer by two comparisons; any other by two small lookups. Holds one entry per topic and schema,
 * and a buffer as large as the largest record so far.
 */
final class RecordEncoder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
  private final Map<String, Map<Schema, Target>> targets = new HashMap<>();
  private @Nullable Target last;

  /** What writes one schema to one topic. */
  record Target(String topic, Schema schema, int schemaId, DatumWriter<Object> writer) {
    static Target of(String topic, IndexedRecord record, int schemaId) {
      var schema = record.getSchema();
      DatumWriter<Object> writer =
          record instanceof SpecificRecord
              ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(record.getClass()))
              : new GenericDatumWriter<>(schema, GenericData.get());
      return new Target(topic, schema, schemaId, writer);
    }

    @SuppressWarnings(
        "ReferenceEquality") // comparing schemas by content would cost more than the record
    private boolean is(String otherTopic, Schema otherSchema) {
      return schema == otherSchema && topic.equals(otherTopic);
    }
  }

  /** What wrote this schema to this topic before, if anything did. */
  @Nullable Target targetOf(String topic, Schema schema) {
    if (last == null || !last.is(topic, schema)) {
      last = targets.getOrDefault(topic, Map.of()).get(schema);
    }
    return last;
  }

  Target remember(Target target) {
    targets
        .computeIfAbsent(target.topic(), t -> new IdentityHashMap<>())
        .put(target.schema(), target);
    last = target;
    return target;
  }

  byte[] encode(Target target, Object record) throws IOException {
    bytes.reset();
    writeHeader(target.schemaId());
    target.writer().write(record, encoder);
    return bytes.toByteArray();
  }

  private void writeHeader(int schemaId) {
    bytes.write(WireFormat.MAGIC);
    bytes.write(schemaId >>> 24);
    bytes.write(schemaId >>> 16);
    bytes.write(schemaId >>> 8);
    bytes.write(schemaId);
  }
}
