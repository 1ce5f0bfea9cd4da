package io.evenkeel.backtest;

import java.util.Locale;

/** Who plays the advisor in a backtest. */
public enum Policy {
  /** Nobody: what is flagged stays flagged, unless a script rebalances it. */
  NONE,
  /** Every flagged account is rebalanced at once, but for those with nothing to trade. */
  REBALANCE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
