package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;

/**
 * What a build is bound by, beside the account itself.
 *
 * @param hysteresis in [0, 1)
 * @param initialMargin equity asked for a unit of exposure after a build that raises exposure: 0.50
 * @param floor no order or transfer below it: $1.00
 */
public record BuildSettings(Rational hysteresis, Rational initialMargin, Money floor) {
  public static final BuildSettings DEFAULTS =
      new BuildSettings(Rational.of("0.10"), Rational.of("0.50"), Money.of("1.00"));
}
