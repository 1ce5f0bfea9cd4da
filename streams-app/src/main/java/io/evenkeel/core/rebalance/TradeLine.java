package io.evenkeel.core.rebalance;

import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One line while it is built: what it was worth, where it should be, and what was decided so far. A
 * MODEL line is a line whose lot is one cent: its lots are cents of capital.
 *
 * <p>A step is the least by which an order may grow: one lot, or the fewest lots worth $1; and an
 * order is nothing at all or worth the floor, unless it sells everything.
 */
final class TradeLine {
  private static final Rational NEARER_BY = Dollars.of(new BigDecimal("0.05"));

  private final String name;
  private final @Nullable Asset asset;
  private final Stake stake;
  private final BigInteger centLots;
  private final BigInteger stepLots;
  private final BigInteger leastLots;
  private final Edges edges;
  private final Side side;
  private Net net = Net.NOTHING;
  private Rational value;

  /**
   * @param asset what is traded; {@code null} for a MODEL line
   * @param side on which the line is breached at these edges
   */
  TradeLine(
      String name, @Nullable Asset asset, Stake stake, Rational floor, Edges edges, Side side) {
    this.name = name;
    this.asset = asset;
    this.stake = stake;
    this.value = stake.value();
    this.centLots = covering(Dollars.CENT);
    this.stepLots = covering(Dollars.ONE);
    this.leastLots = covering(floor);
    this.edges = edges;
    this.side = side;
  }

  private BigInteger covering(Rational dollars) {
    return LotRounding.covering(dollars, stake.lot()).max(BigInteger.ONE);
  }

  String name() {
    return name;
  }

  @Nullable Asset asset() {
    return asset;
  }

  boolean isSleeve() {
    return asset == null;
  }

  Edges edges() {
    return edges;
  }

  Rational target() {
    return edges.target();
  }

  Side side() {
    return side;
  }

  Rational start() {
    return stake.value();
  }

  Rational value() {
    return value;
  }

  Rational lot() {
    return stake.lot();
  }

  Net net() {
    return net;
  }

  void set(Net next) {
    net = next;
    value = valueAt(next);
  }

  Rational valueAt(Net some) {
    return some.exit() ? Dollars.NONE : start().plus(LotRounding.worth(some.lots(), lot()));
  }

  /** Cash that this brings, in cents; negative when it costs. */
  Rational cashAt(Net some) {
    var sold = some.exit() ? start() : LotRounding.worth(some.lots().negate(), lot());
    return LotRounding.cents(sold);
  }

  /** Whether it is no order, or one that may be made, is worth the floor and sells what is held. */
  boolean isPossible(Net some) {
    return allowed(some).equals(some)
        && (some.lots().signum() == 0
            || (some.lots().abs().compareTo(leastLots) >= 0
                && some.lots().negate().compareTo(stake.lots()) <= 0));
  }

  /** That, or nothing where a limit forbids it. */
  Net allowed(Net some) {
    var isForbidden = (some.buys() && !mayBuy()) || (some.sells() && !maySell());
    return isForbidden ? Net.NOTHING : some;
  }

  private boolean mayBuy() {
    return asset == null || asset.mayBuy();
  }

  private boolean maySell() {
    return asset == null || asset.maySell();
  }

  /** Selling everything that is held; nothing where that may not be sold. */
  Net exit() {
    return allowed(Net.EXIT);
  }

  /** Buying so many lots; nothing where that is below the floor. */
  Net bought(BigInteger lots) {
    return lots.compareTo(leastLots) < 0 ? Net.NOTHING : allowed(Net.of(lots));
  }

  /** Selling so many lots, but no more than are held; nothing where that is below the floor. */
  Net sold(BigInteger lots) {
    var some = lots.min(stake.lots());
    return some.compareTo(leastLots) < 0 ? Net.NOTHING : allowed(Net.of(some.negate()));
  }

  /** One lot, or the fewest worth a cent. */
  BigInteger centLots() {
    return centLots;
  }

  boolean stepIsOneLot() {
    return stepLots.equals(BigInteger.ONE) && leastLots.equals(BigInteger.ONE);
  }

  /** By how much nearer to target a step must come, lest rounding to cents elsewhere undo it. */
  Rational nearerBy() {
    return NEARER_BY;
  }

  /** What a new order may cost less than the same lots within a larger one: a cent at most. */
  Rational newOrderRounding() {
    var isExact = LotRounding.cents(lot()).equals(lot());
    return isExact || net.lots().signum() != 0 ? Dollars.NONE : Dollars.CENT;
  }

  /** How far rounding to cents moves equity where this is done: half a cent at most. */
  Rational roundingOf(Net some) {
    return cashAt(some).plus(valueAt(some)).minus(start()).abs();
  }

  BigInteger leastLots() {
    return leastLots;
  }

  BigInteger heldLots() {
    return stake.lots();
  }

  /** Whether it is a sleeve that cannot give what it was asked for. */
  boolean isShort() {
    return stake.isShort();
  }

  /** The least more bought, or less sold: one lot, or the fewest worth a cent. */
  Net lotUp() {
    return up(centLots);
  }

  /** The least more sold, or less bought; {@code null} where nothing is left to sell. */
  @Nullable Net lotDown() {
    return down(centLots);
  }

  /** One step more bought, or less sold. */
  Net stepUp() {
    return up(stepLots);
  }

  /**
   * So many lots more bought, or fewer sold; an order too small grows to the floor. What may not be
   * bought ends at nothing.
   */
  Net up(BigInteger lots) {
    var next = net.lots().add(lots);
    if (next.signum() < 0) {
      return next.negate().compareTo(leastLots) < 0 ? Net.NOTHING : Net.of(next);
    }
    return next.signum() == 0 ? Net.NOTHING : allowed(Net.of(next.max(leastLots)));
  }

  /** One step more sold, or less bought; {@code null} where nothing is left to sell. */
  @Nullable Net stepDown() {
    return down(stepLots);
  }

  /** So many lots more sold, or fewer bought; an order too small grows to the floor. */
  @Nullable Net down(BigInteger lots) {
    if (net.exit()) {
      return null;
    }
    var next = net.lots().subtract(lots);
    if (next.signum() > 0) {
      return next.compareTo(leastLots) < 0 ? Net.NOTHING : Net.of(next);
    }
    if (next.signum() == 0 || (!maySell() && net.buys())) {
      return Net.NOTHING;
    }
    return maySell() ? sellingAtLeast(next.negate().max(leastLots)) : null;
  }

  private @Nullable Net sellingAtLeast(BigInteger lots) {
    if (lots.compareTo(stake.lots()) <= 0) {
      return Net.of(lots.negate());
    }
    return value.signum() > 0 && !isSleeve() ? Net.EXIT : null;
  }

  /** Orders by {@code value / target}; what is not wanted at all stands above everything. */
  int compareDeviation(TradeLine other) {
    if (target().signum() == 0 || other.target().signum() == 0) {
      return Integer.compare(other.target().signum(), target().signum());
    }
    return value.times(other.target()).compareTo(other.value.times(target()));
  }
}
