package io.evenkeel.core.rebalance;

import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;

/**
 * Every breached line to its clearing edge and no further; then cash, where that leaves it outside
 * its band, by the cash-flow rule over the other lines, none past its own clearing edge.
 */
final class MinTransaction {
  private final Level level;

  private MinTransaction(Level level) {
    this.level = level;
  }

  /** The account's own level, whose cash is a line like any other. */
  static void solve(Level level) {
    solve(level, true);
  }

  /**
   * A level whose cash is settled only where something moved it.
   *
   * @param moved whether something did already
   */
  static void solve(Level level, boolean moved) {
    var build = new MinTransaction(level);
    level.lines().forEach(line -> level.set(line, Clearing.of(line)));
    if (moved || level.trades()) {
      build.clearCash();
    }
    if (level.mustNotBeNegative()) {
      new BuyScaling(level, Dollars.NONE).fit(line -> true);
    }
  }

  private void clearCash() {
    var side = level.cashSide();
    if (side == Side.ABOVE) {
      spendExcess();
    } else if (side == Side.BELOW) {
      raiseLack();
    }
  }

  private void spendExcess() {
    var edges = level.cashEdges();
    new LotFlow(level, MinTransaction::isWanted, MinTransaction::upperBound)
        .spend(edges.innerHigh(), edges.clearHigh(), edges.low());
  }

  private void raiseLack() {
    var edges = level.cashEdges();
    new LotFlow(level, MinTransaction::isWanted, MinTransaction::lowerBound)
        .raise(edges.innerLow(), edges.clearLow(), edges.high());
  }

  private static boolean isWanted(TradeLine line) {
    return line.target().signum() > 0;
  }

  /**
   * The clearing edge itself for a line of whole lots. What is traded in smaller steps stops where
   * clearing it would have stopped, so that the two never meet within a cent.
   */
  private static Rational upperBound(TradeLine line) {
    return line.stepIsOneLot() ? line.edges().clearHigh() : line.edges().innerHigh();
  }

  private static Rational lowerBound(TradeLine line) {
    return line.stepIsOneLot() ? line.edges().clearLow() : line.edges().innerLow();
  }
}
