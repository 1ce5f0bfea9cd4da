package io.evenkeel.core.rebalance;

import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/** A line as the reference sees it: weights over its base, all exact. */
record NaiveLine(
    String name,
    String sleeveId,
    @Nullable String securityId,
    boolean isCash,
    boolean isModel,
    Rational base,
    Rational value,
    Rational target,
    Rational low,
    @Nullable Rational high,
    Rational clearLow,
    @Nullable Rational clearHigh,
    Rational precision,
    Side side,
    boolean triggers) {

  Rational weight() {
    return value.dividedBy(base);
  }

  /** Whether a value in dollars would end the breach. */
  boolean clearsAt(Rational dollars) {
    var weight = dollars.dividedBy(base);
    if (weight.isLessThan(low) || (high != null && weight.isGreaterThan(high))) {
      return false;
    }
    if (side == Side.ABOVE) {
      return clearHigh != null && !weight.isGreaterThan(clearHigh);
    }
    return side == Side.NONE || !weight.isLessThan(clearLow);
  }
}
