package io.evenkeel.core.rebalance;

/** Builds the trades that bring one account to its target. */
public final class TradeBuilder {
  private TradeBuilder() {}

  /** The same input gives the same result. */
  public static BuildResult build(BuildInput input) {
    throw new IllegalStateException("rebalance");
  }
}
