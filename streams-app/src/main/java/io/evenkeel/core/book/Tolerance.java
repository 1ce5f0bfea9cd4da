package io.evenkeel.core.book;

import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * How far a weight may stand from its target: relative to the target's size, absolute, or the
 * narrower of the two where both are given (5/25 is {@code (0.25, 0.05)}). Used for thresholds and
 * for precisions.
 *
 * @param relative share of |target|, at least 0
 * @param absolute in weight, at least 0: 0.05 is five percentage points
 */
public record Tolerance(@Nullable GivenWeight relative, @Nullable GivenWeight absolute) {
  public static final Tolerance DEFAULT_THRESHOLD = relative("0.20");
  public static final Tolerance DEFAULT_PRECISION = relative("0.04");

  public Tolerance {
    if (relative == null && absolute == null) {
      throw new IllegalArgumentException("a tolerance is relative, absolute or both");
    }
    requireNotNegative(relative);
    requireNotNegative(absolute);
  }

  public static Tolerance relative(String share) {
    return new Tolerance(GivenWeight.of(share), null);
  }

  public static Tolerance absolute(String weight) {
    return new Tolerance(null, GivenWeight.of(weight));
  }

  public static Tolerance lesserOf(String relative, String absolute) {
    return new Tolerance(GivenWeight.of(relative), GivenWeight.of(absolute));
  }

  /** Half the width of the band around such a target, at least 0. */
  public Rational halfWidth(Rational target) {
    if (relative == null) {
      return absolute == null ? Rational.ZERO : absolute.exact();
    }
    var scaled = target.abs().times(relative.exact());
    return absolute == null ? scaled : scaled.min(absolute.exact());
  }

  private static void requireNotNegative(@Nullable GivenWeight width) {
    if (width != null && width.fraction().signum() < 0) {
      throw new IllegalArgumentException("a tolerance is at least 0: " + width);
    }
  }
}
