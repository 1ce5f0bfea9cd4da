package io.evenkeel.wireformat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * When a thread's consumer last handed it records. Whatever the thread reads was in its topic by
 * then, and whoever wrote it had registered its schema before; so what the registry did not know
 * later than that, it need not be asked again.
 *
 * <p>Kafka makes it by class name, for consumers whose thread also reads their records.
 */
public final class LastPoll implements ConsumerInterceptor<byte[], byte[]> {
  private static final ThreadLocal<Long> AT = new ThreadLocal<>();

  /**
   * Whether everything that this thread reads was in its topic at that time; {@code false} for a
   * thread without such a consumer.
   *
   * @param nanos as {@link System#nanoTime}
   */
  static boolean isBefore(long nanos) {
    var at = AT.get();
    return at != null && at - nanos <= 0;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    AT.set(System.nanoTime());
    return records;
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {
    AT.remove();
  }
}
