package io.evenkeel.backtest;

import java.math.BigDecimal;

/**
 * Cash movements that ended, of one account or of several.
 *
 * @param deposited dollars that came in
 * @param withdrawn dollars that went out
 * @param failed runs of either kind
 */
record CashTally(
    long deposits, BigDecimal deposited, long withdrawals, BigDecimal withdrawn, long failed) {
  static final CashTally NONE = new CashTally(0, BigDecimal.ZERO, 0, BigDecimal.ZERO, 0);

  CashTally deposit(BigDecimal dollars) {
    return plus(new CashTally(1, dollars, 0, BigDecimal.ZERO, 0));
  }

  CashTally withdrawal(BigDecimal dollars) {
    return plus(new CashTally(0, BigDecimal.ZERO, 1, dollars, 0));
  }

  CashTally failure() {
    return plus(new CashTally(0, BigDecimal.ZERO, 0, BigDecimal.ZERO, 1));
  }

  CashTally plus(CashTally other) {
    return new CashTally(
        deposits + other.deposits,
        deposited.add(other.deposited),
        withdrawals + other.withdrawals,
        withdrawn.add(other.withdrawn),
        failed + other.failed);
  }
}
