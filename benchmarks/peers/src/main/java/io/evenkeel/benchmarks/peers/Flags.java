package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.pipeline.Latencies;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Who is flagged as far as was said, and how late that was. Safe for many threads. */
final class Flags {
  private static final long LOOK_EVERY_MILLIS = 100;

  private final BitSet flagged = new BitSet();
  private final Map<Integer, Long> turned = new LinkedHashMap<>();
  private final Latencies latencies = new Latencies();
  private BitSet expected = new BitSet();
  private long changes;

  /** An account was said to be flagged, or not to be: news only where it was not said before. */
  synchronized void take(int account, boolean isFlagged) {
    if (flagged.get(account) != isFlagged) {
      flagged.set(account, isFlagged);
      changes++;
      var since = turned.remove(account);
      if (since != null) {
        latencies.add(System.nanoTime() - since);
      }
      if (flagged.equals(expected)) {
        notifyAll();
      }
    }
  }

  /** Notes that the tick goes out now which changes the flag of this account. */
  synchronized void turned(int account) {
    turned.put(account, System.nanoTime());
  }

  /** For how long the oldest such tick has had no answer. */
  synchronized double overdueMillis() {
    var oldest = turned.values().stream().mapToLong(since -> since).findFirst();
    return oldest.equals(OptionalLong.empty()) ? 0 : (System.nanoTime() - oldest.getAsLong()) / 1e6;
  }

  /** From such a tick to its answer, of all that were answered since these were last cleared. */
  Latencies latencies() {
    return latencies;
  }

  /** Flags raised and cleared so far, without what said only what was known. */
  synchronized long changes() {
    return changes;
  }

  synchronized boolean isExactly(BitSet those) {
    return flagged.equals(those);
  }

  /** Waits until exactly these are flagged; the number of accounts that differ in the end. */
  synchronized int await(BitSet those, long millis) throws InterruptedException {
    expected = (BitSet) those.clone();
    var until = System.nanoTime() + millis * 1_000_000;
    while (!isExactly(expected) && System.nanoTime() < until) {
      wait(Math.max(1, Math.min(millis, LOOK_EVERY_MILLIS)));
    }
    var different = (BitSet) flagged.clone();
    different.xor(expected);
    return different.cardinality();
  }
}
