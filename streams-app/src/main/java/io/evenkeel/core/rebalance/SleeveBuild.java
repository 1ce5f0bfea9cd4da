package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Rational;

/**
 * What a build makes of one model sleeve.
 *
 * @param level its holdings as they are to be traded
 * @param transfer what it receives, in cents; negative when it gives
 * @param closes whether everything in it is sold and swept
 */
record SleeveBuild(ModelSleeve sleeve, Level level, Rational transfer, boolean closes) {

  /** Cash that the sleeve would lack if it gave and traded so; 0 where it lacks none. */
  Rational lack() {
    return level.lack();
  }

  /** The same trades, and as much less given as its cash would lack. */
  SleeveBuild givingLess() {
    return givingLess(lack());
  }

  /** The same, giving so much less. */
  SleeveBuild givingLess(Rational less) {
    level.keep(less);
    return new SleeveBuild(sleeve, level, transfer.plus(less), closes);
  }

  boolean opens() {
    return sleeve.sleeve() == null && transfer.signum() > 0;
  }

  /** Whether approving latches the configured leverage: a new sleeve, or an order in this one. */
  boolean latches() {
    return opens() || (sleeve.changesLeverage() && level.trades());
  }
}
