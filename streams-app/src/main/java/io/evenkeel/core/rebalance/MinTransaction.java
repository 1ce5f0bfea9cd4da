package io.evenkeel.core.rebalance;

import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * Every breached line to its clearing edge and no further; then cash, where that leaves it outside
 * its band, by the cash-flow rule over the other lines, none past its own clearing edge.
 */
final class MinTransaction {
  private static final Rational FEW_CENTS = Dollars.of(new BigDecimal("0.05"));

  private final Level level;

  private MinTransaction(Level level) {
    this.level = level;
  }

  /** The account's own level, whose cash is a line like any other. */
  static void solve(Level level) {
    solve(level, true);
  }

  /**
   * A level whose cash is settled only where something moved it. A breached line that no lot clears
   * is no reason: a sleeve that was built exactly may keep cash beside such a line, and the next
   * build would spend it.
   *
   * @param moved whether something did already
   */
  static void solve(Level level, boolean moved) {
    var build = new MinTransaction(level);
    level.lines().forEach(line -> level.set(line, Clearing.of(line)));
    if (moved || level.trades()) {
      build.clearCash();
    }
    if (level.isOverdrawn()) {
      build.buyLess(moved);
    }
  }

  /** Not all that would clear can be paid: less is bought, and no more is sold than that takes. */
  private void buyLess(boolean moved) {
    new BuyScaling(level, Dollars.NONE).fit(line -> true);
    for (var line : level.lines()) {
      if (!line.net().buys()) {
        var cleared = Clearing.of(line);
        level.set(line, cleared.buys() ? Net.NOTHING : cleared);
      }
    }
    if (moved || level.trades()) {
      clearCash();
    }
    if (level.isOverdrawn()) {
      flow(line -> line.edges().lowInside(FEW_CENTS))
          .raise(Dollars.NONE, Dollars.NONE, Edges.UNBOUNDED);
    }
    if (level.isOverdrawn()) {
      new BuyScaling(level, Dollars.NONE).fit(line -> true);
    }
  }

  /**
   * What is traded in small steps stops $1 inside its clearing edge, where clearing it would have
   * stopped, so that the two never meet within a cent; goes on to a few cents where cash needs it.
   */
  private void clearCash() {
    clearCash(Dollars.ONE);
    clearCash(FEW_CENTS);
  }

  private void clearCash(Rational room) {
    var edges = level.cashEdges();
    var side = level.cashSide();
    if (side == Side.ABOVE) {
      level.spend();
      flow(line -> line.stepIsOneLot() ? line.edges().clearHigh() : line.edges().highInside(room))
          .spend(edges.innerHigh(), edges.clearHigh(), edges.low());
    } else if (side == Side.BELOW) {
      flow(line -> line.stepIsOneLot() ? line.edges().clearLow() : line.edges().lowInside(room))
          .raise(edges.innerLow(), edges.clearLow(), edges.high());
    }
  }

  private LotFlow flow(Function<TradeLine, Rational> bound) {
    return new LotFlow(level, line -> true, bound);
  }
}
