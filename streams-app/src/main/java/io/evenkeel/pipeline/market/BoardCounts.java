package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.RefusalReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a board counts, as plain numbers that any thread may read. */
public final class BoardCounts {
  private final LongAdder taken = new LongAdder();
  private final LongAdder laps = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private final Map<RefusalReason, LongAdder> refused = new EnumMap<>(RefusalReason.class);
  private volatile long newestTimestampMillis;

  BoardCounts() {
    for (var reason : RefusalReason.values()) {
      refused.put(reason, new LongAdder());
    }
  }

  void take(Place place) {
    taken.increment();
    if (place.timestampMillis() > newestTimestampMillis) {
      newestTimestampMillis = place.timestampMillis();
    }
  }

  void refuse(RefusalReason reason) {
    count(reason).increment();
  }

  void lap() {
    laps.increment();
  }

  void fault() {
    faults.increment();
  }

  /** Records looked at, refused ones included. */
  public long taken() {
    return taken.sum();
  }

  /** How often a task fell so far behind that it had to look at every id. */
  public long laps() {
    return laps.sum();
  }

  /** Records that this program failed to apply, through a fault of its own. */
  public long faults() {
    return faults.sum();
  }

  public long refused(RefusalReason reason) {
    return count(reason).sum();
  }

  /** The newest timestamp among the records looked at; 0 before the first. */
  public long newestTimestampMillis() {
    return newestTimestampMillis;
  }

  private LongAdder count(RefusalReason reason) {
    return java.util.Objects.requireNonNull(refused.get(reason));
  }
}
