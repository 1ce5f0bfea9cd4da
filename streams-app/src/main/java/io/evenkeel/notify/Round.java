package io.evenkeel.notify;

import io.evenkeel.cluster.Clients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics for one endpoint, on a thread of its own, as a member of a consumer group of its
 * own that all instances share. Begins with what comes when the endpoint is first configured; after
 * that nothing is passed over. A fault is logged and the reading begins anew from what was
 * committed.
 */
final class Round implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Round.class);
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration BUSY = Duration.ofMillis(20);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final long COMMIT_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);
  private static final int ENDED_WITHIN_MILLIS = 15_000;

  private final String group;
  private final List<String> topics;
  private final Clients clients;
  private final Courier courier;
  private final EndpointCounts counts;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile KafkaConsumer<String, byte[]> consumer;
  private Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private long committedNanos;

  Round(
      String group, List<String> topics, Clients clients, Courier courier, EndpointCounts counts) {
    this.group = group;
    this.topics = List.copyOf(topics);
    this.clients = clients;
    this.courier = courier;
    this.counts = counts;
    this.consumer = clients.member(group);
    this.thread = new Thread(this::run, group);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (isOpen()) {
      try (var reading = consumer) {
        read(reading);
      } catch (WakeupException e) {
        LOG.debug("Closing.");
      } catch (RuntimeException e) {
        counts.noteFault();
        LOG.warn("{} met a fault and begins anew in {}.", group, AGAIN_AFTER, e);
        startOver();
      }
    }
  }

  private void startOver() {
    try {
      if (!closing.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
        committed = new HashMap<>();
        consumer = clients.member(group);
      }
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  private boolean isOpen() {
    return closing.getCount() > 0;
  }

  private void read(KafkaConsumer<String, byte[]> reading) {
    reading.subscribe(topics, new Assignment(reading));
    try {
      carry(reading);
    } catch (RuntimeException e) {
      // Before the consumer closes: what was in hand then must not be committed as done.
      courier.startOver();
      throw e;
    }
  }

  private void carry(KafkaConsumer<String, byte[]> reading) {
    while (isOpen()) {
      reading.poll(courier.isBusy() ? BUSY : IDLE).forEach(courier::take);
      courier.work();
      holdBack(reading);
      if (System.nanoTime() - committedNanos > COMMIT_EVERY_NANOS) {
        commit(reading, reading.assignment());
      }
    }
    finish(reading);
  }

  /** What is full takes no more; the topics keep it. */
  private void holdBack(KafkaConsumer<String, byte[]> reading) {
    var paused = new HashSet<>(courier.backlog().stretched());
    if (courier.backlog().isFull()) {
      paused.addAll(reading.assignment());
    }
    paused.retainAll(reading.assignment());
    var resumed = new HashSet<>(reading.paused());
    resumed.removeAll(paused);
    reading.pause(paused);
    reading.resume(resumed);
  }

  private void commit(
      KafkaConsumer<String, byte[]> reading, Collection<TopicPartition> partitions) {
    committedNanos = System.nanoTime();
    notePositions(reading, partitions);
    var open = courier.backlog().open(partitions);
    open.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
    if (open.isEmpty()) {
      return;
    }
    try {
      reading.commitSync(open);
      committed.putAll(open);
    } catch (RebalanceInProgressException | CommitFailedException e) {
      // Partitions are being shared out anew; what stays here is committed next time.
      LOG.debug("{} is being shared out anew.", group);
    }
  }

  /** Beyond the last record there may be marks of transactions, which are nobody's to send. */
  private void notePositions(
      KafkaConsumer<String, byte[]> reading, Collection<TopicPartition> partitions) {
    for (var partition : partitions) {
      try {
        var position = reading.position(partition, LOOK);
        courier.backlog().progress(partition).ifPresent(progress -> progress.reached(position));
      } catch (TimeoutException e) {
        LOG.debug("The position in {} is not known yet.", partition);
      }
    }
  }

  /** Waits a moment for what is under way, so that it is not sent again. */
  private void finish(KafkaConsumer<String, byte[]> reading) {
    var until = System.nanoTime() + ANSWERED_WITHIN.toNanos();
    while (courier.isWaiting() && System.nanoTime() < until) {
      courier.settle();
      LockSupport.parkNanos(BUSY.toNanos());
    }
    commit(reading, reading.assignment());
  }

  /** Has it end, without waiting for it. */
  void end() {
    closing.countDown();
  }

  @Override
  public void close() {
    end();
    try {
      thread.join(ENDED_WITHIN_MILLIS);
      if (thread.isAlive()) {
        consumer.wakeup();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Partitions that come and go. */
  private final class Assignment implements ConsumerRebalanceListener {
    private final KafkaConsumer<String, byte[]> reading;

    Assignment(KafkaConsumer<String, byte[]> reading) {
      this.reading = reading;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      var before = reading.committed(Set.copyOf(partitions));
      var first = new HashMap<TopicPartition, OffsetAndMetadata>();
      for (var partition : partitions) {
        var known = before.get(partition);
        var from = known == null ? new OffsetAndMetadata(reading.position(partition)) : known;
        courier.backlog().assign(partition, from.offset(), from.metadata());
        if (known == null) {
          first.put(partition, from);
        }
      }
      if (!first.isEmpty()) {
        reading.commitSync(first);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit(reading, partitions);
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      partitions.forEach(
          partition -> {
            courier.backlog().revoke(partition);
            committed.remove(partition);
          });
    }
  }
}
