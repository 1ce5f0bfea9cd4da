package io.evenkeel.core.custody;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What one execution moves in one sleeve.
 *
 * @param quantity that comes; negative where it goes
 * @param cash that comes; negative where it goes
 * @param lots that come; of what goes, those that are taken first, in this order
 */
public record Movement(
    String sleeveId, String securityId, Quantity quantity, Money cash, List<Lot> lots) {
  public Movement {
    lots = List.copyOf(lots);
  }

  /** Of a fill: a purchase is a lot of its own, whose basis its fees are part of. */
  static Movement of(Fill fill) {
    return of(fill, fill.net());
  }

  /**
   * Of a fill.
   *
   * @param cash that it brought the account in the end; negative where it took some
   */
  public static Movement of(Fill fill, Money cash) {
    return fill.side() == TradeSide.BUY
        ? new Movement(
            fill.sleeveId(), fill.securityId(), fill.quantity(), cash, bought(fill, cash))
        : new Movement(
            fill.sleeveId(), fill.securityId(), negated(fill.quantity()), cash, fill.lots());
  }

  private static List<Lot> bought(Fill fill, Money cash) {
    var day = fill.at().atZone(ZoneOffset.UTC).toLocalDate();
    return List.of(new Lot(fill.quantity(), cash.negate(), day));
  }

  /** As if it never was: what was bought goes, what was sold comes back, of unknown basis. */
  public Movement undone() {
    var back = negated(quantity);
    var taken = quantity.signum() < 0 ? List.of(new Lot(back, null, null)) : lots;
    return new Movement(sleeveId, securityId, back, cash.negate(), taken);
  }

  private static Quantity negated(Quantity quantity) {
    return Quantity.ZERO.minus(quantity);
  }
}
