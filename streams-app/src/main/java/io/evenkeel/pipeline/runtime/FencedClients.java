package io.evenkeel.pipeline.runtime;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of Kafka Streams, with producers that commit nothing for a thread which is no longer
 * in its group: see {@link FencedProducer}.
 */
final class FencedClients implements KafkaClientSupplier {
  private final KafkaClientSupplier clients;
  private final TopicPartition fence;

  /**
   * @param fence exists, and is none that the group reads
   */
  FencedClients(KafkaClientSupplier clients, TopicPartition fence) {
    this.clients = clients;
    this.fence = fence;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return clients.getAdmin(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new FencedProducer(clients.getProducer(config), fence);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return clients.getConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return clients.getRestoreConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return clients.getGlobalConsumer(config);
  }
}
