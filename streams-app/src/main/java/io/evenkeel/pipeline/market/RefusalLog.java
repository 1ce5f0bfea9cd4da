package io.evenkeel.pipeline.market;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the boards of this instance refused, until an account task has written it to dead-letters.
 * Every instance keeps it, since a task may move here.
 *
 * <p>Of each partition it keeps at most {@link #MAX_RECORDS} records and {@link #MAX_BYTES} of keys
 * and values (always the newest one); beyond that the oldest is dropped and counted. Any thread may
 * use it.
 */
public final class RefusalLog {
  static final int MAX_RECORDS = 10_000;
  static final long MAX_BYTES = 4L << 20;

  private final Map<Source, Kept> bySource = new TreeMap<>();
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /** One partition of one board's topic. */
  public record Source(String topic, int partition) implements Comparable<Source> {
    private static final Comparator<Source> ORDER =
        Comparator.comparing(Source::topic).thenComparing(Source::partition);

    @Override
    public int compareTo(Source other) {
      return ORDER.compare(this, other);
    }

    private static Source of(RefusedRecord refused) {
      return new Source(refused.raw().topic(), refused.raw().partition());
    }
  }

  void add(RefusedRecord refused) {
    synchronized (bySource) {
      bySource.computeIfAbsent(Source.of(refused), s -> new Kept()).add(refused);
    }
    added.incrementAndGet();
  }

  /** How many were ever added: the same number means that there is nothing new. */
  public long added() {
    return added.get();
  }

  /** How many were dropped because nobody wrote them down in time. */
  public long dropped() {
    return dropped.get();
  }

  /** What was refused of a partition from that offset on, in order. */
  public List<RefusedRecord> from(Source source, long offset) {
    synchronized (bySource) {
      var kept = bySource.get(source);
      return kept == null
          ? List.of()
          : kept.records.stream().filter(r -> r.raw().offset() >= offset).toList();
    }
  }

  /** Every partition of which anything was refused. */
  public List<Source> sources() {
    synchronized (bySource) {
      return List.copyOf(bySource.keySet());
    }
  }

  private final class Kept {
    private final ArrayDeque<RefusedRecord> records = new ArrayDeque<>();
    private long bytes;

    private void add(RefusedRecord refused) {
      records.addLast(refused);
      bytes += refused.bytes();
      while (records.size() > MAX_RECORDS || (bytes > MAX_BYTES && records.size() > 1)) {
        bytes -= records.removeFirst().bytes();
        dropped.incrementAndGet();
      }
    }
  }
}
