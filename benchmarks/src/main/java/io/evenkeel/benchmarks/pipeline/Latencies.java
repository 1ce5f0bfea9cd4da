package io.evenkeel.benchmarks.pipeline;

import java.util.Arrays;

/** Durations in nanoseconds; the first ones are dropped by whoever warms up. */
public final class Latencies {
  private long[] nanos = new long[1 << 16];
  private int count;

  public synchronized void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = duration;
  }

  public synchronized void clear() {
    count = 0;
  }

  public synchronized int count() {
    return count;
  }

  /** The smallest duration that such a share of all does not exceed, in milliseconds. */
  public synchronized double millis(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    var sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    var rank = (int) Math.ceil(share * count) - 1;
    return sorted[Math.max(0, rank)] / 1e6;
  }
}
