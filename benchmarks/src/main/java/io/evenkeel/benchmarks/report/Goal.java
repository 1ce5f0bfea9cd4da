package io.evenkeel.benchmarks.report;

import java.util.Collection;
import java.util.Locale;

/**
 * What a figure should be.
 *
 * @param isLeast whether the bound may not be fallen short of; otherwise it may not be exceeded
 */
public record Goal(boolean isLeast, double bound) {
  public static Goal atLeast(double bound) {
    return new Goal(true, bound);
  }

  public static Goal atMost(double bound) {
    return new Goal(false, bound);
  }

  /** A figure that lies on the bound meets it; one that could not be measured does not. */
  public boolean isMet(double value) {
    return isLeast ? value >= bound : value <= bound;
  }

  /** Whether the median of the repeats meets it, by how much, and how many of them do. */
  public String verdict(Collection<Double> repeats) {
    var median = Spread.of(repeats).median();
    var met = repeats.stream().filter(this::isMet).count();
    return "%s by %s; %d of %d repeats met it"
        .formatted(isMet(median) ? "met" : "**missed**", distance(median), met, repeats.size());
  }

  /** As a share of the goal; of a goal that is zero there are none. */
  private String distance(double value) {
    if (bound == 0) {
      return Numbers.plain(Math.abs(value));
    }
    var percent = 100 * Math.abs(value / bound - 1);
    return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%,.0f %%", percent);
  }

  @Override
  public String toString() {
    return (isLeast ? "≥ " : "≤ ") + Numbers.brief(bound);
  }
}
