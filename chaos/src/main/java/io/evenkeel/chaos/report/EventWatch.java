package io.evenkeel.chaos.report;

import io.evenkeel.benchmarks.pipeline.Watch;
import io.evenkeel.cluster.Clients;
import io.evenkeel.pipeline.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Drift events as a read_committed consumer gets them, and how long each tick that had to raise one
 * waited for it. The longest wait around a fault is its gap: the silence that somebody saw who
 * follows one account, whichever instance it lived on.
 */
public final class EventWatch implements AutoCloseable {
  private final Map<String, Long> ticked = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final LongAdder events = new LongAdder();
  private final Watch watch;

  /** A tick that was answered; both times as {@link System#nanoTime}. */
  private record Answer(long tickedNanos, long seenNanos) {}

  public EventWatch(Clients clients) {
    watch = Watch.of(clients, List.of(clients.names().of(Topics.DRIFT_EVENTS)), this::see);
  }

  /** Notes that a tick goes out now that must raise an event of this account. */
  public void ticked(String account) {
    ticked.put(account, System.nanoTime());
  }

  /** Whether the account still waits for its event. */
  public boolean awaits(String account) {
    return ticked.containsKey(account);
  }

  private void see(ConsumerRecord<String, byte[]> record) {
    var now = System.nanoTime();
    events.increment();
    var since = ticked.remove(record.key());
    if (since != null) {
      answers.add(new Answer(since, now));
    }
  }

  /** Events seen. */
  public long events() {
    return events.sum();
  }

  /** Ticks that wait for their event now. */
  public int waiting() {
    return ticked.size();
  }

  /** Whether no tick has waited longer than this now. */
  public boolean isPrompt(Duration wait) {
    var now = System.nanoTime();
    return ticked.values().stream().allMatch(since -> now - since <= wait.toNanos());
  }

  /**
   * The longest wait of a tick that was answered since then, or that still waits, in seconds. What
   * was answered before then is forgotten.
   */
  public double longestSeconds(long sinceNanos) {
    answers.removeIf(answer -> answer.seenNanos() < sinceNanos);
    var now = System.nanoTime();
    var waiting = ticked.values().stream().mapToLong(since -> now - since);
    var answered = answers.stream().mapToLong(answer -> answer.seenNanos() - answer.tickedNanos());
    return LongStream.concat(waiting, answered).max().orElse(0) / 1e9;
  }

  @Override
  public void close() {
    watch.close();
  }
}
