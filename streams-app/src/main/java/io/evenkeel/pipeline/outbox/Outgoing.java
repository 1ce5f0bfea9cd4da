package io.evenkeel.pipeline.outbox;

import io.evenkeel.pipeline.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way out.
 *
 * @param custodianId whose topic it goes to; {@code null} where there is one topic for all
 * @param key a string, or the bytes of a key that nobody could read; {@code null} where the refused
 *     record had none
 * @param value {@code null} for a tombstone
 */
public record Outgoing(
    Topic<?> topic,
    @Nullable String custodianId,
    @Nullable Object key,
    @Nullable SpecificRecord value) {

  public static Outgoing to(Topic<?> topic, String key, SpecificRecord value) {
    return new Outgoing(topic, null, key, value);
  }

  /** Takes back what a compacted topic says under the key. */
  public static Outgoing tombstone(Topic<?> topic, String key) {
    return new Outgoing(topic, null, key, null);
  }

  public static Outgoing toCustodian(
      Topic<?> topic, String custodianId, String key, SpecificRecord value) {
    return new Outgoing(topic, custodianId, key, value);
  }
}
