package io.evenkeel.core.drift;

import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.money.Rational;
import java.util.List;

/** The band of a line from what was stated of it. */
public final class Bands {
  /** Of what is held but not wanted: any weight above 0 is outside. */
  public static final Band NOTHING = new Band(Rational.ZERO, Rational.ZERO, Rational.ZERO);

  /** Of the cash of an account whose target has no CASH component. */
  public static final Band SPARE_CASH = new Band(Rational.ZERO, Rational.ZERO, null);

  private Bands() {}

  /**
   * The narrowest of the bands that the tolerances draw around a target.
   *
   * @param tolerances at least one; each is applied to this target, whatever it was stated beside
   */
  public static Band around(Rational target, List<Tolerance> tolerances) {
    var half =
        tolerances.stream()
            .map(tolerance -> tolerance.halfWidth(target))
            .min(Rational::compareTo)
            .orElseThrow(() -> new IllegalArgumentException("a band needs a tolerance"));
    return new Band(target.minus(half), target, target.plus(half));
  }
}
