package io.evenkeel.pipeline.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * A producer none of whose transactions is committed without its group's consent.
 *
 * <p>Under exactly-once a thread that was given up is kept from committing by the offsets in its
 * transaction: the group refuses them from a member that it no longer has. Tasks judge by what
 * boards say, though, on a punctuation, and one that has read no record of its own since it was
 * assigned has no offsets. Kafka's producer then asks the group nothing, and a thread that slept
 * past its session commits what it was about to say. Such a transaction carries the offset 0 of a
 * partition that nobody reads in this group.
 */
final class FencedProducer implements Producer<byte[], byte[]> {
  private final Producer<byte[], byte[]> producer;
  private final Map<TopicPartition, OffsetAndMetadata> fence;

  /**
   * @param fence exists, and is none that the group reads
   */
  FencedProducer(Producer<byte[], byte[]> producer, TopicPartition fence) {
    this.producer = producer;
    this.fence = Map.of(fence, new OffsetAndMetadata(0));
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    producer.sendOffsetsToTransaction(offsets.isEmpty() ? fence : offsets, group);
  }

  @Override
  public void initTransactions() {
    producer.initTransactions();
  }

  @Override
  public void beginTransaction() {
    producer.beginTransaction();
  }

  @Override
  public void commitTransaction() {
    producer.commitTransaction();
  }

  @Override
  public void abortTransaction() {
    producer.abortTransaction();
  }

  @Override
  public void registerMetricForSubscription(KafkaMetric metric) {
    producer.registerMetricForSubscription(metric);
  }

  @Override
  public void unregisterMetricFromSubscription(KafkaMetric metric) {
    producer.unregisterMetricFromSubscription(metric);
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
    return producer.send(message);
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback callback) {
    return producer.send(message, callback);
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    return producer.partitionsFor(topic);
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    return producer.metrics();
  }

  @Override
  public Uuid clientInstanceId(Duration timeout) {
    return producer.clientInstanceId(timeout);
  }

  @Override
  public void close() {
    producer.close();
  }

  @Override
  public void close(Duration timeout) {
    producer.close(timeout);
  }
}
