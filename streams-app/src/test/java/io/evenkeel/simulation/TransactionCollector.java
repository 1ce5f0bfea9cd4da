package io.evenkeel.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;

/** Takes what a task sends, its changelogs included, into the open transaction of its thread. */
final class TransactionCollector implements RecordCollector {
  /** Where sent records go. */
  interface Outlet {
    void send(TopicPartition place, byte[] key, byte[] value, long timestampMillis);
  }

  private final CommittedLog log;
  private final Outlet outlet;

  TransactionCollector(CommittedLog log, Outlet outlet) {
    this.log = log;
    this.outlet = outlet;
  }

  @Override
  public <K, V> void send(
      String topic,
      K key,
      V value,
      Headers headers,
      Integer partition,
      Long timestamp,
      Serializer<K> keySerializer,
      Serializer<V> valueSerializer,
      String processorNodeId,
      InternalProcessorContext<Void, Void> context) {
    outlet.send(
        new TopicPartition(topic, partition),
        keySerializer.serialize(topic, key),
        value == null ? null : valueSerializer.serialize(topic, value),
        timestamp);
  }

  @Override
  public <K, V> void send(
      String topic,
      K key,
      V value,
      Headers headers,
      Long timestamp,
      Serializer<K> keySerializer,
      Serializer<V> valueSerializer,
      String processorNodeId,
      InternalProcessorContext<Void, Void> context,
      StreamPartitioner<? super K, ? super V> partitioner) {
    var bytes = keySerializer.serialize(topic, key);
    Optional<Set<Integer>> chosen =
        partitioner == null
            ? Optional.empty()
            : partitioner.partitions(topic, key, value, log.partitions(topic));
    var place =
        chosen
            .map(set -> new TopicPartition(topic, set.iterator().next()))
            .orElseGet(() -> log.placeOf(topic, bytes));
    var packed = value == null ? null : valueSerializer.serialize(topic, value);
    outlet.send(place, bytes, packed, timestamp);
  }

  @Override
  public <K, V> void send(
      K key,
      V value,
      String processorNodeId,
      InternalProcessorContext<?, ?> context,
      ProducerRecord<byte[], byte[]> serializedRecord) {
    throw new UnsupportedOperationException(
        "no dead letter topic of Streams is configured: "
            + new String(serializedRecord.key(), StandardCharsets.UTF_8));
  }

  @Override
  public void initialize() {}

  @Override
  public void flush() {}

  @Override
  public void closeClean() {}

  @Override
  public void closeDirty() {}

  @Override
  public Map<TopicPartition, Long> offsets() {
    return Map.of();
  }
}
