package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.drift.Band;
import io.evenkeel.core.drift.Bands;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.util.List;

/**
 * Where a line may stand, in dollars: its target, the band around it, the clearing edges inside the
 * band, and the precision inside those.
 *
 * @param low of the band; a value on an edge is inside
 * @param clearLow a breach below ends here, see {@link io.evenkeel.core.drift.Hysteresis}
 * @param preciseLow what BEST_FIT must land above; never outside {@code clearLow}
 */
record Edges(
    Rational target,
    Rational low,
    Rational high,
    Rational clearLow,
    Rational clearHigh,
    Rational preciseLow,
    Rational preciseHigh) {

  private static final Rational HALF = Rational.of("0.5");

  /** More dollars than any account has: the edge above where nothing bounds a line. */
  static final Rational UNBOUNDED = Dollars.of(BigDecimal.TEN.pow(30));

  /** Of what is held but not wanted. */
  static final Edges NOTHING = atZero(Dollars.NONE);

  /** Of cash that no CASH component bounds. */
  static final Edges SPARE_CASH = atZero(UNBOUNDED);

  /** Of a line that is to keep its weight: as wanted as it is worth, and nothing bounds it. */
  static Edges weighing(Rational value) {
    var none = Dollars.NONE;
    return new Edges(value, none, UNBOUNDED, none, UNBOUNDED, none, UNBOUNDED);
  }

  private static Edges atZero(Rational high) {
    var none = Dollars.NONE;
    return new Edges(none, none, high, none, high, none, none);
  }

  /**
   * The edges of a line with this target weight and a base of so many dollars.
   *
   * @param base above 0
   */
  static Edges around(
      Rational weight,
      List<Tolerance> thresholds,
      List<Tolerance> precisions,
      Rational hysteresis,
      Rational base) {
    var target = weight.times(base);
    var half = halfWidth(Bands.around(weight, thresholds)).times(base);
    var clear = half.times(Rational.ONE.minus(hysteresis));
    var precise = halfWidth(Bands.around(weight, precisions)).times(base).min(clear);
    return new Edges(
        target,
        target.minus(half),
        target.plus(half),
        target.minus(clear),
        target.plus(clear),
        target.minus(precise),
        target.plus(precise));
  }

  private static Rational halfWidth(Band band) {
    return band.target().minus(band.low());
  }

  /** The same for cash that must not be negative. */
  Edges neverNegative() {
    return new Edges(
        notNegative(target),
        notNegative(low),
        notNegative(high),
        notNegative(clearLow),
        notNegative(clearHigh),
        notNegative(preciseLow),
        notNegative(preciseHigh));
  }

  private static Rational notNegative(Rational dollars) {
    return dollars.signum() < 0 ? Dollars.NONE : dollars;
  }

  /** The side on which such a value stands, when it stood on {@code before} until now. */
  Side side(Rational value, Side before) {
    if (value.isLessThan(low)) {
      return Side.BELOW;
    }
    if (value.isGreaterThan(high)) {
      return Side.ABOVE;
    }
    if (before == Side.NONE) {
      return Side.NONE;
    }
    var stays = before == Side.BELOW ? value.isLessThan(clearLow) : value.isGreaterThan(clearHigh);
    return stays ? before : Side.NONE;
  }

  /** What a breach below is cleared to: $1 inside the clearing edge, or half way to the target. */
  Rational innerLow() {
    return lowInside(Dollars.ONE);
  }

  /** What a breach above is cleared to: $1 inside the clearing edge, or half way to the target. */
  Rational innerHigh() {
    return highInside(Dollars.ONE);
  }

  /** So much inside the lower clearing edge, but no more than half way to the target. */
  Rational lowInside(Rational room) {
    return clearLow.plus(target.minus(clearLow).times(HALF).min(room));
  }

  /** So much inside the upper clearing edge, but no more than half way to the target. */
  Rational highInside(Rational room) {
    return clearHigh.minus(clearHigh.minus(target).times(HALF).min(room));
  }
}
