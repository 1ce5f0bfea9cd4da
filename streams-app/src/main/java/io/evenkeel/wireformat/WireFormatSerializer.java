package io.evenkeel.wireformat;

import io.evenkeel.wireformat.RecordEncoder.Target;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in Confluent's wire format. Safe for use by many threads. Kafka may create it
 * by class name; in code, {@link AvroSerdes} does, and shares one registry among all.
 *
 * @param <T> a generated class, or a generic record
 */
public final class WireFormatSerializer<T extends IndexedRecord> implements Serializer<T> {
  static {
    AvroTrust.establish();
  }

  private @Nullable SchemaIds ids;
  private final ThreadLocal<RecordEncoder> encoders = ThreadLocal.withInitial(RecordEncoder::new);

  /** For Kafka, which calls {@link #configure} next. */
  public WireFormatSerializer() {}

  WireFormatSerializer(SchemaIds ids) {
    this.ids = ids;
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    var settings = SerdeSettings.of(config);
    ids = new SchemaIds(settings.registry(), AvroSerdes.subjectNames(config), settings);
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T record) {
    if (record == null) {
      return null; // a tombstone
    }
    try {
      return encoders.get().encode(target(topic, record), record);
    } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
      throw new SerializationException(
          "Cannot write a %s to %s: %s"
              .formatted(record.getSchema().getFullName(), topic, e.getMessage()),
          e);
    }
  }

  private Target target(String topic, T record) {
    var encoder = encoders.get();
    var known = encoder.targetOf(topic, record.getSchema());
    return known != null ? known : encoder.remember(newTarget(topic, record));
  }

  private Target newTarget(String topic, T record) {
    if (ids == null) {
      throw new IllegalStateException("configure() comes before the first record");
    }
    return Target.of(topic, record, ids.of(topic, record.getSchema()));
  }
}
