package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Rational;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a line has to trade with.
 *
 * @param value dollars before the build
 * @param lot dollars of one lot; one cent of capital for a sleeve
 * @param lots that can be sold, at least 0
 * @param isShort whether fewer than are there: a sleeve whose own lots do not come to more
 */
record Stake(Rational value, Rational lot, BigInteger lots, boolean isShort) {

  static Stake of(Asset asset) {
    return new Stake(asset.value(), asset.lotValue(), asset.heldLots(), false);
  }

  /**
   * The capital of a sleeve.
   *
   * @param most cents in dollars that it can give; {@code null} as long as that was not tried
   */
  static Stake of(Rational equity, @Nullable Rational most) {
    var all = equity.signum() <= 0 ? BigInteger.ZERO : LotRounding.truncated(equity, Dollars.CENT);
    var lots = most == null ? all : all.min(LotRounding.truncated(most, Dollars.CENT));
    return new Stake(equity, Dollars.CENT, lots, most != null);
  }
}
