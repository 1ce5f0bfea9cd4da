package io.evenkeel.benchmarks.engine;

/** Durations in nanoseconds, counted in bins of which each is about 3 % wider than the last. */
final class Latencies {
  private static final int BINS_PER_DOUBLING = 24;

  private final long[] bins = new long[40 * BINS_PER_DOUBLING];
  private long count;

  void add(long nanos) {
    bins[(int) (BINS_PER_DOUBLING * Math.log(Math.max(1, nanos)) / Math.log(2))]++;
    count++;
  }

  /**
   * The upper end of the bin in which this share of all durations is reached, in microseconds; not
   * a number where there are none.
   */
  double micros(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    var left = (long) Math.ceil(share * count);
    var bin = 0;
    for (; bin < bins.length - 1 && left > bins[bin]; bin++) {
      left -= bins[bin];
    }
    return Math.pow(2, (bin + 1.0) / BINS_PER_DOUBLING) / 1_000;
  }
}
