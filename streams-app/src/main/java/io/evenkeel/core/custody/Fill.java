package io.evenkeel.core.custody;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import java.time.Instant;
import java.util.List;

/**
 * A quantity that was traded for one sleeve.
 *
 * @param quantity above 0
 * @param at when, as the execution says
 * @param lots that the order named, in the order in which it sells them; of the whole order, also
 *     where this fills part of it
 * @param fees that the custodian took for it, at least 0
 */
public record Fill(
    String sleeveId,
    String securityId,
    TradeSide side,
    Quantity quantity,
    Price price,
    Instant at,
    List<Lot> lots,
    Money fees) {
  public Fill {
    lots = List.copyOf(lots);
  }

  /** Without fees. */
  public Fill(
      String sleeveId,
      String securityId,
      TradeSide side,
      Quantity quantity,
      Price price,
      Instant at,
      List<Lot> lots) {
    this(sleeveId, securityId, side, quantity, price, at, lots, Money.ZERO);
  }

  /** Of an order that named no lots. */
  public Fill(
      String sleeveId,
      String securityId,
      TradeSide side,
      Quantity quantity,
      Price price,
      Instant at) {
    this(sleeveId, securityId, side, quantity, price, at, List.of());
  }

  /** The same with these fees. */
  public Fill withFees(Money taken) {
    return new Fill(sleeveId, securityId, side, quantity, price, at, lots, taken);
  }

  /** Quantity times price, rounded half-even to the cent. */
  public Money cash() {
    return Money.rounded(quantity.exact().times(price.exact()));
  }

  /** What the account has of it in the end: what a sale brings, or, negative, a purchase takes. */
  public Money net() {
    return (side == TradeSide.BUY ? cash().negate() : cash()).minus(fees);
  }
}
