package io.evenkeel.benchmarks.report;

import java.util.Collection;

/** Median and range of repeats. Of an even number, the median lies amid the middle two. */
public record Spread(double least, double median, double most) {
  /** Of at least one repeat; what is not a number lies above all. */
  public static Spread of(Collection<Double> repeats) {
    var sorted = repeats.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was repeated");
    }
    var upper = sorted.length / 2;
    var lower = (sorted.length - 1) / 2;
    return new Spread(sorted[0], (sorted[lower] + sorted[upper]) / 2, sorted[sorted.length - 1]);
  }

  @Override
  public String toString() {
    return Double.compare(least, most) == 0
        ? Numbers.plain(median)
        : "%s (%s–%s)".formatted(Numbers.plain(median), Numbers.plain(least), Numbers.plain(most));
  }
}
