package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every line to its exact target: sells to the nearest lot, buys truncated; then cash is brought to
 * its precision by single lots, what cannot be paid is scaled away, and left-over lots are placed.
 */
final class BestFit {
  private static final Rational TWO_CENTS = Dollars.CENT.plus(Dollars.CENT);
  private static final Rational CLEARLY = Dollars.of(new BigDecimal("0.25"));

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
      return isWorthBuying(line, surplus.negate())
          ? line.bought(LotRounding.truncated(surplus.negate(), line.lot()))
          : Net.NOTHING;
    }
    return line.target().signum() == 0 ? line.exit() : line.sold(nearestOrder(line, surplus));
  }

  /**
   * An order of several lots is begun only where it would be clearly worth the floor: a line may
   * stand just so much below its target because the last build sold just so much.
   */
  private static boolean isWorthBuying(TradeLine line, Rational gap) {
    return line.stepIsOneLot()
        || gap.isGreaterThan(LotRounding.worth(line.leastLots(), line.lot()).plus(CLEARLY));
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
    return overshoot.plus(line.nearerBy()).isLessThan(surplus) ? line.leastLots() : BigInteger.ZERO;
  }

  /** Below zero where it must not be, or below its precision by more than rounding to cents. */
  private boolean isShort() {
    return level.isOverdrawn() || level.cash().plus(Dollars.CENT).isLessThan(least);
  }

  private void raiseCash() {
    trim();
    while (isShort()) {
      var line = level.highest(this::maySellOneMore);
      var next = line == null ? null : line.stepDown();
      if (line == null || next == null) {
        return;
      }
      level.set(line, next);
    }
  }

  /**
   * Cents that rounding took come from an order that is made anyway, where its lots are so small.
   */
  private void trim() {
    var lack = least.minus(level.cash());
    if (isShort() && lack.isLessThan(Dollars.ONE)) {
      var line = level.highest(each -> mayTrim(each, lack));
      if (line != null) {
        level.set(line, trimmed(line, lack));
      }
    }
  }

  private boolean mayTrim(TradeLine line, Rational lack) {
    if (line.stepIsOneLot() || line.net().lots().signum() == 0) {
      return false;
    }
    var next = trimmed(line, lack);
    return next.lots().signum() == line.net().lots().signum()
        && line.isPossible(next)
        && !level.cashAfter(line, next).isLessThan(least)
        && (level.isOverdrawn() || !line.valueAt(next).isLessThan(line.edges().preciseLow()));
  }

  private static Net trimmed(TradeLine line, Rational lack) {
    var lots = LotRounding.covering(lack.plus(Dollars.CENT), line.lot());
    return Net.of(line.net().lots().subtract(lots));
  }

  private boolean maySellOneMore(TradeLine line) {
    if (!line.value().isGreaterThan(line.target())) {
      return false;
    }
    var next = line.stepDown();
    return next != null && (level.isOverdrawn() || mayFallTo(line, line.valueAt(next)));
  }

  /** As {@link #staysPrecise}, on the other side of the target. */
  private static boolean mayFallTo(TradeLine line, Rational after) {
    return !after.isLessThan(line.edges().preciseLow())
        && (line.stepIsOneLot() || isNearerBelow(line, after));
  }

  private static boolean isNearerBelow(TradeLine line, Rational after) {
    var surplus = line.value().minus(line.target());
    return line.target().minus(after).plus(line.nearerBy()).isLessThan(surplus);
  }

  private void scaleBuys() {
    if (!isShort()) {
      return;
    }
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
    return !next.equals(line.net())
        && line.value().plus(line.nearerBy()).isLessThan(line.target())
        && which.test(line)
        && mayLeave(level.cashAfter(line, next), line, next)
        && level.allowsExposure(line, next);
  }

  /**
   * Taking back what this build sold may cost the cents by which that was rounded; a new order must
   * leave what it would cost more as part of a larger one.
   */
  private boolean mayLeave(Rational cash, TradeLine line, Net next) {
    var rounding = next.equals(Net.NOTHING) ? TWO_CENTS : line.newOrderRounding().negate();
    return !cash.plus(rounding).isLessThan(least)
        && !(level.mustNotBeNegative() && cash.signum() < 0);
  }

  /** A whole step or more below target, or below its precision and nearer with one more. */
  private boolean isClearlyShort(TradeLine line) {
    var after = line.valueAt(line.stepUp());
    return !after.isGreaterThan(line.target())
        || (line.value().isLessThan(line.edges().preciseLow()) && isNearer(line, after));
  }

  /**
   * Within its precision with one step more. Where a step is several lots it must also bring the
   * line nearer: the next build could sell part of such a step, and would. What was held before is
   * left as it is though the cents of its purchase took the edge of its precision below it.
   */
  private boolean staysPrecise(TradeLine line) {
    var next = line.stepUp();
    var after = line.valueAt(next);
    var room = next.equals(Net.NOTHING) ? TWO_CENTS : Dollars.NONE;
    return !after.isGreaterThan(line.edges().preciseHigh().plus(room))
        && (line.stepIsOneLot() || isNearer(line, after));
  }

  private static boolean isNearer(TradeLine line, Rational after) {
    var gap = line.target().minus(line.value());
    return after.minus(line.target()).plus(line.nearerBy()).isLessThan(gap);
  }
}
