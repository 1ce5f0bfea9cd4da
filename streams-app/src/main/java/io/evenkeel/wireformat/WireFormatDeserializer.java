package io.evenkeel.wireformat;

import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro records in Confluent's wire format, whatever version of the schema wrote them. Safe
 * for use by many threads. Kafka may create it by class name; in code, {@link AvroSerdes} does, and
 * shares one registry among all.
 *
 * @param <T> a generated class with {@code specific.avro.reader=true}, otherwise a generic record
 */
public final class WireFormatDeserializer<T extends IndexedRecord> implements Deserializer<T> {
  static {
    AvroTrust.establish();
  }

  private final @Nullable Class<T> type;
  private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();
  private final ThreadLocal<BinaryDecoder> decoders =
      ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));
  private @Nullable SchemaRegistry registry;
  private boolean specific;

  /** For Kafka, which calls {@link #configure} next. */
  public WireFormatDeserializer() {
    this.type = null;
  }

  WireFormatDeserializer(SchemaRegistry registry, @Nullable Class<T> type) {
    this.registry = registry;
    this.type = type;
    this.specific = type != null;
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    var settings = SerdeSettings.of(config);
    registry = settings.registry();
    specific = settings.specificReader();
  }

  /**
   * Reads one record; a null is a tombstone and stays one.
   *
   * @throws UnreadableRecordException if these bytes can never be read
   * @throws RegistryUnavailableException if the registry did not say what they mean
   */
  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    var reader = reader(WireFormat.schemaId(topic, bytes));
    try {
      return read(reader, bytes);
    } catch (EOFException e) {
      throw unreadable(topic, "is cut off", e);
    } catch (IOException | RuntimeException e) {
      throw unreadable(topic, "is not what its schema says (" + e.getMessage() + ")", e);
    }
  }

  private T read(DatumReader<T> reader, byte[] bytes) throws IOException {
    var length = bytes.length - WireFormat.HEADER_BYTES;
    var decoder =
        DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, decoders.get());
    @SuppressWarnings("NullAway") // null asks Avro for a new object
    var record = reader.read(null, decoder);
    if (!decoder.isEnd()) {
      throw new IOException("bytes are left over");
    }
    return record;
  }

  private static UnreadableRecordException unreadable(String topic, String what, Exception cause) {
    return new UnreadableRecordException("A record on %s %s.".formatted(topic, what), cause);
  }

  private DatumReader<T> reader(int schemaId) {
    var known = readers.get(schemaId);
    if (known != null) {
      return known;
    }
    if (registry == null) {
      throw new IllegalStateException("configure() comes before the first record");
    }
    var reader = newReader(registry.schema(schemaId));
    readers.put(schemaId, reader);
    return reader;
  }

  private DatumReader<T> newReader(Schema writer) {
    if (!specific) {
      return new GenericDatumReader<>(writer, writer, GenericData.get());
    }
    var reads = type != null ? type : generatedClass(writer);
    var data = SpecificData.getForClass(reads);
    var schema = data.getSchema(reads);
    return PlainListReader.over(new SpecificDatumReader<>(writer, schema, data), schema);
  }

  private static Class<?> generatedClass(Schema writer) {
    var found = SpecificData.get().getClass(writer);
    if (found == null) {
      throw new UnreadableRecordException(
          "There is no class here for a record of type %s.".formatted(writer.getFullName()));
    }
    return found;
  }
}
