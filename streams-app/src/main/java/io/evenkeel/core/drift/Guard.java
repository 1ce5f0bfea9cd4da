package io.evenkeel.core.drift;

import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * The weights between which a line says the same as it said last: its band where it was in band,
 * the clearing edge where it was breached.
 *
 * @param down as a double; minus infinity where nothing bounds the weight below
 * @param up infinite where nothing bounds it above
 */
record Guard(double down, double up) {
  static final Guard NONE = new Guard(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  static Guard of(Line line, Hysteresis hysteresis) {
    var band = line.band();
    return switch (line.side()) {
      case NONE -> new Guard(number(band.low()), upper(band));
      case BELOW -> new Guard(NONE.down, number(hysteresis.lowerClearingEdge(band)));
      case ABOVE -> above(hysteresis.upperClearingEdge(band));
    };
  }

  private static Guard above(@Nullable Rational clearingEdge) {
    return clearingEdge == null ? NONE : new Guard(number(clearingEdge), NONE.up);
  }

  private static double upper(Band band) {
    var high = band.high();
    return high == null ? NONE.up : number(high);
  }

  /** The nearest double or one beside it; the engine leaves far more than that to rounding. */
  static double number(Rational exact) {
    return exact.numerator().doubleValue() / exact.denominator().doubleValue();
  }

  /** Whether a weight above 0 can keep to it at all. */
  boolean allowsHoldings() {
    return up > 0;
  }
}
