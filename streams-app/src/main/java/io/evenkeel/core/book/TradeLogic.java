package io.evenkeel.core.book;

/** How far a rebalance goes. */
public enum TradeLogic {
  /** Every line to its exact target. */
  BEST_FIT,
  /** Every breached line just back inside its band. */
  MIN_TRANSACTION
}
