package io.evenkeel.core.rebalance;

import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One of the two levels while it is built: the components of the account over the cash of MANAGED,
 * or the holdings of one model sleeve over the sleeve's cash. Cash is what stands after the orders
 * decided so far, each rounded to the cent.
 */
final class Level {
  private final List<TradeLine> lines;
  private final Edges cashEdges;
  private final Side cashSide;
  private final boolean neverNegative;
  private final @Nullable Rational exposureLimit;
  private Rational cash;
  private boolean spends;
  private @Nullable Rational leastCash;

  /**
   * @param lines by id, so that ties break by id
   * @param cash before any order, in cents
   * @param neverNegative whether this cash must not be left below zero
   * @param exposureLimit dollars of holdings that left-over cash may not take this above; {@code
   *     null} where nothing limits it
   */
  Level(
      List<TradeLine> lines,
      Rational cash,
      Edges cashEdges,
      Side cashSide,
      boolean neverNegative,
      @Nullable Rational exposureLimit) {
    this.lines = List.copyOf(lines);
    this.cash = cash;
    this.cashEdges = neverNegative ? cashEdges.neverNegative() : cashEdges;
    this.cashSide = cashSide;
    this.neverNegative = neverNegative;
    this.exposureLimit = exposureLimit;
  }

  List<TradeLine> lines() {
    return lines;
  }

  Rational cash() {
    return cash;
  }

  Edges cashEdges() {
    return cashEdges;
  }

  /** The side of cash as it stands now. */
  Side cashSide() {
    return cashEdges.side(cash, cashSide);
  }

  boolean isOverdrawn() {
    return neverNegative && cash.signum() < 0;
  }

  /** Notes that no more may be owed than this leaves, though not everything may be sold. */
  void keepAtLeast(Rational least) {
    leastCash = least;
  }

  /** Cash that is missing and may not be owed; 0 where none is. */
  Rational lack() {
    var least = neverNegative ? Dollars.NONE : leastCash;
    return least == null ? Dollars.NONE : least.minus(cash).max(Dollars.NONE);
  }

  boolean mustNotBeNegative() {
    return neverNegative;
  }

  void set(TradeLine line, Net net) {
    cash = cashAfter(line, net);
    line.set(net);
  }

  /** Notes that cash is above its band, and other lines are to take the excess. */
  void spend() {
    spends = true;
  }

  boolean spends() {
    return spends;
  }

  /** Keeps cash that was to be given away. */
  void keep(Rational dollars) {
    cash = cash.plus(dollars);
  }

  /** Cash if this line did that instead of what was decided of it. */
  Rational cashAfter(TradeLine line, Net net) {
    return cash.minus(line.cashAt(line.net())).plus(line.cashAt(net));
  }

  boolean allowsExposure(TradeLine line, Net net) {
    if (exposureLimit == null) {
      return true;
    }
    var exposure = line.valueAt(net).minus(line.value());
    for (var each : lines) {
      exposure = exposure.plus(each.value());
    }
    return !exposure.isGreaterThan(exposureLimit);
  }

  /** The line of lowest fractional deviation among these; {@code null} where there is none. */
  @Nullable TradeLine lowest(Predicate<TradeLine> which) {
    return lines.stream().filter(which).min(TradeLine::compareDeviation).orElse(null);
  }

  /** The line of highest fractional deviation among these; {@code null} where there is none. */
  @Nullable TradeLine highest(Predicate<TradeLine> which) {
    Comparator<TradeLine> highestFirst = (a, b) -> b.compareDeviation(a);
    return lines.stream().filter(which).min(highestFirst).orElse(null);
  }

  boolean trades() {
    return lines.stream().anyMatch(line -> !line.net().equals(Net.NOTHING));
  }
}
