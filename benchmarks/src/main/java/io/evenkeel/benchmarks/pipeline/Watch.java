package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.cluster.Clients;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Sees what is committed on some topics from now on, as bytes, on a thread of its own. */
public final class Watch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;

  /** What is done with a record; called on the thread that reads. */
  @FunctionalInterface
  public interface Sight {
    void of(ConsumerRecord<String, byte[]> record);
  }

  private Watch(KafkaConsumer<String, byte[]> consumer, Thread thread) {
    this.consumer = consumer;
    this.thread = thread;
  }

  public static Watch of(Clients clients, List<String> topics, Sight sight) {
    var consumer = clients.consumer("benchmark-" + UUID.randomUUID(), /* fromBeginning= */ false);
    var partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    var thread = new Thread(() -> read(consumer, sight), "watch-" + topics);
    thread.setDaemon(true);
    thread.start();
    return new Watch(consumer, thread);
  }

  private static void read(KafkaConsumer<String, byte[]> consumer, Sight sight) {
    try (consumer) {
      while (!Thread.currentThread().isInterrupted()) {
        consumer.poll(POLL).forEach(sight::of);
      }
    } catch (WakeupException e) {
      // Closing.
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
