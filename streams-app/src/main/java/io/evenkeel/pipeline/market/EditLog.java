package io.evenkeel.pipeline.market;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What was changed on boards that people write, until an account task has written it to {@code
 * audit}. Every instance keeps it, since a task may move here; after a start it holds what the
 * topics still have.
 *
 * <p>Of each partition it keeps up to {@link #MAX_EDITS}. Beyond that it keeps what compaction
 * would keep, the newest change of each id: nothing is lost that is not on the topic either. Any
 * thread may use it.
 */
final class EditLog {
  static final int MAX_EDITS = 10_000;

  private final Map<RefusalLog.Source, Edits> bySource = new TreeMap<>();
  private final AtomicLong added = new AtomicLong();

  /**
   * One change.
   *
   * @param before {@code null} where there was none, or where the topic has lost it
   * @param now {@code null} where it was withdrawn
   */
  record Edit(String id, @Nullable Object before, @Nullable Object now, Place place) {}

  void add(String topic, Edit edit) {
    var source = new RefusalLog.Source(topic, edit.place().partition());
    synchronized (bySource) {
      bySource.computeIfAbsent(source, s -> new Edits()).add(edit);
    }
    added.incrementAndGet();
  }

  /** How many were ever added: the same number means that there is nothing new. */
  long added() {
    return added.get();
  }

  /** What was changed in a partition from that offset on, in order. */
  List<Edit> from(RefusalLog.Source source, long offset) {
    synchronized (bySource) {
      var kept = bySource.get(source);
      return kept == null ? List.of() : List.copyOf(kept.byOffset.tailMap(offset).values());
    }
  }

  /** Every partition of which anything was changed, in order. */
  List<RefusalLog.Source> sources() {
    synchronized (bySource) {
      return List.copyOf(bySource.keySet());
    }
  }

  private static final class Edits {
    private final TreeMap<Long, Edit> byOffset = new TreeMap<>();
    private int compactAbove = MAX_EDITS;

    private void add(Edit edit) {
      byOffset.put(edit.place().offset(), edit);
      if (byOffset.size() > compactAbove) {
        compact();
        compactAbove = Math.max(MAX_EDITS, 2 * byOffset.size());
      }
    }

    private void compact() {
      var seen = new HashSet<String>();
      byOffset.descendingMap().values().removeIf(edit -> !seen.add(edit.id()));
    }
  }
}
