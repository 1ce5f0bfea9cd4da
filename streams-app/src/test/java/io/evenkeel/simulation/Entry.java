package io.evenkeel.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * One committed record.
 *
 * @param key {@code null} where there is none
 * @param value {@code null} for a tombstone
 */
record Entry(TopicPartition place, long offset, byte[] key, byte[] value, long timestampMillis) {
  String topic() {
    return place.topic();
  }

  /** The key as text; empty where there is none. */
  String keyText() {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  ConsumerRecord<byte[], byte[]> consumed() {
    return new ConsumerRecord<>(
        place.topic(),
        place.partition(),
        offset,
        timestampMillis,
        TimestampType.CREATE_TIME,
        key == null ? 0 : key.length,
        value == null ? 0 : value.length,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  @Override
  public String toString() {
    return "%s %s@%d".formatted(place, keyText(), offset);
  }
}
