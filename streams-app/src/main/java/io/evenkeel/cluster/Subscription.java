package io.evenkeel.cluster;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.wireformat.AvroSerdes;
import io.evenkeel.wireformat.UnreadableRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole topics on a thread of its own and hands every committed record to a handler, in order
 * per partition. An unreadable record is logged and passed over; any other fault is logged and ends
 * the reading.
 */
public final class Subscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();
  private final Handler handler;
  private final Thread thread;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private volatile boolean open = true;
  private volatile @Nullable RuntimeException fault;

  /** What is done with a record; a {@code null} value is a tombstone. */
  @FunctionalInterface
  public interface Handler {
    void take(String topic, String key, @Nullable SpecificRecord value);
  }

  /**
   * Starts reading.
   *
   * @param fromBeginning everything that is kept, or only what comes
   */
  public Subscription(
      String name, Clients clients, List<Topic<?>> topics, boolean fromBeginning, Handler handler) {
    this.handler = handler;
    var serdes = clients.serdes();
    var names = clients.names();
    topics.forEach(topic -> deserializers(serdes, names, topic));
    this.consumer = clients.consumer(name + "-" + UUID.randomUUID(), fromBeginning);
    try {
      assign(fromBeginning);
    } catch (RuntimeException | Error e) {
      consumer.close();
      throw e;
    }
    this.thread = new Thread(this::read, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void deserializers(AvroSerdes serdes, TopicNames names, Topic<?> topic) {
    names.each(topic).forEach(n -> deserializers.put(n, serdes.deserializer(topic.value())));
  }

  private void assign(boolean fromBeginning) {
    var partitions =
        deserializers.keySet().stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    }
  }

  private void read() {
    try {
      var ends = consumer.endOffsets(consumer.assignment());
      while (open) {
        noteWhetherCaughtUp(ends);
        consumer.poll(POLL).forEach(this::hand);
      }
    } catch (WakeupException e) {
      // Closing.
    } catch (RuntimeException e) {
      fault = e;
      LOG.error("{} stopped reading: {}", thread.getName(), e.getMessage(), e);
    } finally {
      caughtUp.countDown();
      consumer.close();
    }
  }

  private void noteWhetherCaughtUp(Map<TopicPartition, Long> ends) {
    if (caughtUp.getCount() > 0
        && ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
      caughtUp.countDown();
    }
  }

  private void hand(ConsumerRecord<String, byte[]> record) {
    try {
      var value =
          record.value() == null
              ? null
              : java.util.Objects.requireNonNull(deserializers.get(record.topic()))
                  .deserialize(record.topic(), record.value());
      handler.take(record.topic(), record.key(), value);
    } catch (UnreadableRecordException e) {
      LOG.warn(
          "{}-{}@{} cannot be read and is passed over: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  /**
   * Waits until everything that was there at the start has been handled.
   *
   * @throws ClusterException if reading ended on a fault
   */
  public void awaitCaughtUp() throws InterruptedException {
    caughtUp.await();
    var met = fault;
    if (met != null) {
      throw new ClusterException(
          "%s stopped reading (%s); see the log".formatted(thread.getName(), met.getMessage()),
          met);
    }
  }

  @Override
  public void close() {
    open = false;
    consumer.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
