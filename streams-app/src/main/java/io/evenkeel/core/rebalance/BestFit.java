package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Rational;
import java.math.BigInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every line to its exact target: sells to the nearest lot, buys truncated; then cash is brought to
 * its precision by single lots, what cannot be paid is scaled away, and left-over lots are placed.
 */
final class BestFit {
  private final Level level;
  private final Rational least;

  private BestFit(Level level) {
    this.level = level;
    this.least = level.cashEdges().preciseLow();
  }

  static void solve(Level level) {
    var fit = new BestFit(level);
    level.lines().forEach(line -> level.set(line, toTarget(line)));
    fit.raiseCash();
    fit.scaleBuys();
    fit.placeLeftovers();
  }

  private static Net toTarget(TradeLine line) {
    var surplus = line.value().minus(line.target());
    if (surplus.signum() <= 0) {
      return line.bought(LotRounding.truncated(surplus.negate(), line.lot()));
    }
    return line.target().signum() == 0 ? Net.EXIT : line.sold(nearestOrder(line, surplus));
  }

  /**
   * The nearest number of lots that an order may have: none, or at least what is worth the floor.
   */
  private static BigInteger nearestOrder(TradeLine line, Rational surplus) {
    var nearest = LotRounding.nearest(surplus, line.lot());
    if (nearest.compareTo(line.leastLots()) >= 0) {
      return nearest;
    }
    var overshoot = LotRounding.worth(line.leastLots(), line.lot()).minus(surplus);
    return overshoot.isLessThan(surplus) ? line.leastLots() : BigInteger.ZERO;
  }

  private void raiseCash() {
    while (level.cash().isLessThan(least)) {
      var line = level.highest(this::maySellOneMore);
      var next = line == null ? null : line.stepDown();
      if (line == null || next == null) {
        return;
      }
      level.set(line, next);
    }
  }

  private boolean maySellOneMore(TradeLine line) {
    if (!line.value().isGreaterThan(line.target())) {
      return false;
    }
    var next = line.stepDown();
    return next != null
        && (level.isOverdrawn() || !line.valueAt(next).isLessThan(line.edges().preciseLow()));
  }

  private void scaleBuys() {
    var scaling = new BuyScaling(level, least);
    scaling.fit(line -> !line.isSleeve());
    scaling.sleevesTakeTheRest();
  }

  private void placeLeftovers() {
    while (place(level.lowest(line -> mayTakeOneMore(line, this::isClearlyShort)))) {}
    while (level.cash().isGreaterThan(level.cashEdges().preciseHigh())
        && place(level.lowest(line -> mayTakeOneMore(line, this::staysPrecise)))) {}
  }

  private boolean place(@Nullable TradeLine line) {
    if (line == null) {
      return false;
    }
    level.set(line, line.stepUp());
    return true;
  }

  private boolean mayTakeOneMore(TradeLine line, Predicate<TradeLine> which) {
    var next = line.stepUp();
    return line.value().isLessThan(line.target())
        && which.test(line)
        && !level.cashAfter(line, next).isLessThan(least)
        && level.allowsExposure(line, next);
  }

  /** A whole step or more below target, or below its precision and nearer with one more. */
  private boolean isClearlyShort(TradeLine line) {
    var after = line.valueAt(line.stepUp());
    return !after.isGreaterThan(line.target())
        || (line.value().isLessThan(line.edges().preciseLow()) && isNearer(line, after));
  }

  /**
   * Within its precision with one step more. Where a step is several lots it must also bring the
   * line nearer: the next build could sell part of such a step, and would.
   */
  private boolean staysPrecise(TradeLine line) {
    var after = line.valueAt(line.stepUp());
    return !after.isGreaterThan(line.edges().preciseHigh())
        && (line.stepIsOneLot() || isNearer(line, after));
  }

  private static boolean isNearer(TradeLine line, Rational after) {
    var gap = line.target().minus(line.value());
    return after.minus(line.target()).isLessThan(gap);
  }
}
