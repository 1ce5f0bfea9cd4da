package io.evenkeel.core.drift;

import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Rational;

/**
 * How far the equity of one base may move for reasons that lie in no single price: its cash is a
 * share of it, and so is what margin demands. Dollars.
 */
final class EquityBounds {
  private double ceiling = Double.POSITIVE_INFINITY;
  private double floor;

  /** A line whose value no price moves: cash, or a sleeve that holds nothing else. */
  EquityBounds keep(double value, Guard guard) {
    if (guard.down() > 0) {
      atMost(value / guard.down());
    } else if (guard.down() < 0 && value < 0) {
      atLeast(value / guard.down());
    }
    if (guard.up() > 0) {
      atLeast(value / guard.up());
    } else if (guard.up() < 0) {
      atMost(value / guard.up());
    }
    return this;
  }

  /**
   * A margin call that stands, or does not. With {@code D} borrowed in all, exposure is {@code E +
   * D}, and the call {@code m·(E + D) > E} turns where {@code E·(1 - m) = m·D}.
   */
  EquityBounds margin(Judgement.Checkable judged, GivenWeight maintenance) {
    var share = maintenance.exact();
    var stands = share.times(judged.exposure()).minus(judged.equity()).signum() > 0;
    var slope = Rational.ONE.minus(share);
    if (slope.isZero()) {
      return this;
    }
    var borrowed = judged.exposure().minus(judged.equity());
    var turn = Guard.number(share.times(borrowed).dividedBy(slope));
    if (stands == slope.signum() > 0) {
      atMost(turn);
    } else {
      atLeast(turn);
    }
    return this;
  }

  private void atMost(double dollars) {
    ceiling = Math.min(ceiling, dollars);
  }

  private void atLeast(double dollars) {
    floor = Math.max(floor, dollars);
  }

  double ceiling() {
    return ceiling;
  }

  double floor() {
    return floor;
  }
}
