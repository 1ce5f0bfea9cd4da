package io.evenkeel.core.rebalance;

/** Sells come first. */
public enum TradeSide {
  SELL,
  BUY
}
