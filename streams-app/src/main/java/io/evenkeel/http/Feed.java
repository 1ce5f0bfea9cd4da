package io.evenkeel.http;

import io.evenkeel.cluster.Clients;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is committed to the output topics, for the event streams of this instance: one consumer for
 * all of them, which runs while anybody follows and a minute longer. Whoever wants what the ring no
 * longer has reads it from the topics.
 */
final class Feed implements AutoCloseable {
  /** What can be followed; the number of each is part of event ids, so new ones go to the end. */
  static final List<Topic<?>> TYPES =
      List.of(
          Topics.ACCOUNT_STATUS,
          Topics.DRIFT_EVENTS,
          Topics.ADVISORIES,
          Topics.REBALANCE_HISTORY,
          Topics.REBALANCE_HISTORY_ACCOUNTS,
          Topics.CASH_MOVEMENTS,
          Topics.ACRS,
          Topics.REJECTIONS,
          Topics.DEAD_LETTERS,
          Topics.PRICE_HOLDS);

  /** Who is further behind is told to load everything anew. */
  static final int MOST_READ_AGAIN = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LINGER = Duration.ofMinutes(1);
  private static final int BEGINS_WITHIN_SECONDS = 20;

  private final Clients clients;
  private final FeedShowing showing;
  private final Map<String, Integer> typeOf = new HashMap<>();
  private @Nullable Reading reading;
  private int followers;
  private long unusedSinceNanos;
  private boolean closed;

  Feed(Clients clients, ZoneId zone) {
    this.clients = clients;
    this.showing = new FeedShowing(clients.serdes(), clients.names(), zone);
    for (var type = 0; type < TYPES.size(); type++) {
      typeOf.put(clients.names().of(TYPES.get(type)), type);
    }
  }

  FeedEvent.Shown show(FeedEvent event) {
    return event.shown(showing);
  }

  /**
   * The ring, filled from now on at the latest; each call is followed by one of {@link #leave}.
   *
   * @throws Problem.ProblemException where the cluster does not answer
   */
  FeedRing follow() {
    Reading current;
    synchronized (this) {
      if (closed) {
        throw Problem.notNow("The instance is ending; ask another one.").thrown();
      }
      if (reading == null || reading.hasEnded()) {
        reading = new Reading();
      }
      current = reading;
      followers++;
    }
    try {
      return current.ring.get(BEGINS_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      leave();
      throw Problem.notNow("The output topics cannot be read; ask again shortly.").thrown();
    } catch (InterruptedException e) {
      leave();
      Thread.currentThread().interrupt();
      throw Problem.notNow("The instance is ending; ask another one.").thrown();
    }
  }

  synchronized void leave() {
    followers--;
    unusedSinceNanos = System.nanoTime();
  }

  /** Whether the ring of that follower is still being filled. */
  synchronized boolean isFilled(FeedRing ring) {
    return !closed && reading != null && !reading.hasEnded() && reading.ring.getNow(null) == ring;
  }

  private synchronized boolean isWanted() {
    return !closed && (followers > 0 || System.nanoTime() - unusedSinceNanos < LINGER.toNanos());
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (reading != null) {
      reading.end();
    }
  }

  /**
   * Whether somebody claims to have read what is not written yet: then the topics have been made
   * anew since. Another instance may have read a little further than this one, so the cluster is
   * asked.
   *
   * @param known how far this instance has read
   */
  boolean isBeyondTheEnd(FeedPosition position, FeedPosition known) {
    var ahead = new HashMap<TopicPartition, Long>();
    for (var type : position.types()) {
      for (var p = 0; p < position.partitions(type); p++) {
        if (position.next(type, p) > known.next(type, p)) {
          ahead.put(
              new TopicPartition(clients.names().of(TYPES.get(type)), p), position.next(type, p));
        }
      }
    }
    if (ahead.isEmpty()) {
      return false;
    }
    try (var consumer = clients.consumer("stream-end-" + UUID.randomUUID(), true)) {
      var ends = consumer.endOffsets(ahead.keySet());
      return ahead.entrySet().stream()
          .anyMatch(place -> place.getValue() > ends.getOrDefault(place.getKey(), 0L));
    }
  }

  /**
   * Reads from the topics what lies between two places.
   *
   * @param position of whoever reads; moved along by them
   * @return false where some of it is no longer kept, or it is more than {@link #MOST_READ_AGAIN}
   */
  boolean readAgain(FeedPosition position, FeedPosition until, Consumer<List<FeedEvent>> each) {
    var ends = new HashMap<TopicPartition, Long>();
    var starts = new HashMap<TopicPartition, Long>();
    for (var type : position.types()) {
      var topic = clients.names().of(TYPES.get(type));
      for (var p = 0; p < position.partitions(type); p++) {
        if (position.next(type, p) < until.next(type, p)) {
          starts.put(new TopicPartition(topic, p), position.next(type, p));
          ends.put(new TopicPartition(topic, p), until.next(type, p));
        }
      }
    }
    if (distance(starts, ends) > MOST_READ_AGAIN) {
      return false;
    }
    try (var consumer = clients.consumer("stream-again-" + UUID.randomUUID(), true)) {
      return readAgain(consumer, starts, ends, each);
    }
  }

  private static long distance(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    return ends.values().stream().mapToLong(end -> end).sum()
        - starts.values().stream().mapToLong(start -> start).sum();
  }

  private boolean readAgain(
      KafkaConsumer<String, byte[]> consumer,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Consumer<List<FeedEvent>> each) {
    consumer.assign(starts.keySet());
    var kept = consumer.beginningOffsets(starts.keySet());
    if (starts.entrySet().stream()
        .anyMatch(s -> kept.getOrDefault(s.getKey(), 0L) > s.getValue())) {
      return false;
    }
    starts.forEach(consumer::seek);
    var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      if (System.nanoTime() > until) {
        return false;
      }
      var some = new ArrayList<FeedEvent>();
      for (var record : consumer.poll(POLL)) {
        var place = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(place, 0L)) {
          some.add(event(record));
        }
      }
      each.accept(some);
    }
    return true;
  }

  private FeedEvent event(ConsumerRecord<String, byte[]> record) {
    return new FeedEvent(
        typeOf.getOrDefault(record.topic(), 0),
        record.partition(),
        record.offset(),
        String.valueOf(record.key()),
        record.timestamp(),
        record.value());
  }

  /** The one consumer, and the ring that it fills. */
  private final class Reading {
    private final CompletableFuture<FeedRing> ring = new CompletableFuture<>();
    private final KafkaConsumer<String, byte[]> consumer =
        clients.consumer("stream-" + UUID.randomUUID(), false);
    private final Thread thread = new Thread(this::run, "event-feed");
    private volatile boolean ended;

    Reading() {
      thread.setDaemon(true);
      thread.start();
    }

    boolean hasEnded() {
      return ended;
    }

    void end() {
      consumer.wakeup();
    }

    private void run() {
      try (consumer) {
        var filled = new FeedRing(begin());
        ring.complete(filled);
        while (isWanted()) {
          var more = new ArrayList<FeedEvent>();
          consumer.poll(POLL).forEach(record -> more.add(event(record)));
          if (!more.isEmpty()) {
            filled.add(more);
          }
        }
      } catch (WakeupException e) {
        LOG.debug("Closing.");
      } catch (KafkaException e) {
        LOG.warn("The feed of events stopped; it begins again with the next follower.", e);
      } finally {
        ended = true;
        var filled = ring.isCompletedExceptionally() ? null : ring.getNow(null);
        if (filled != null) {
          filled.end();
        }
        ring.completeExceptionally(new IllegalStateException("ended"));
      }
    }

    /** At the end of every partition, as far as it is committed. */
    private FeedPosition begin() {
      var partitions = new ArrayList<TopicPartition>();
      for (var topic : typeOf.keySet()) {
        consumer
            .partitionsFor(topic)
            .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      var position = new FeedPosition(TYPES.size());
      typeOf.forEach((topic, type) -> position.follow(type, offsets(topic, partitions)));
      return position;
    }

    private long[] offsets(String topic, List<TopicPartition> all) {
      return all.stream()
          .filter(p -> p.topic().equals(topic))
          .sorted(Comparator.comparingInt(TopicPartition::partition))
          .mapToLong(consumer::position)
          .toArray();
    }
  }
}
