package io.evenkeel.core.approval;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.tax.Gain;
import io.evenkeel.core.tax.LossSale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order of a proposal, and later of a batch.
 *
 * @param orderId a function of request, account and line, so that a replay makes no second order
 * @param line the line that asked for it
 * @param price the price that it was sized at
 * @param cash quantity times price, rounded half-even to the cent
 * @param lots that a sale takes, in this order; empty where none are known, and of a purchase
 * @param gain that a sale is estimated to make at this price; {@code null} of a purchase
 * @param held whether it waits in its batch until it is released
 */
public record Order(
    String orderId,
    String line,
    String sleeveId,
    String securityId,
    TradeSide side,
    Quantity quantity,
    Price price,
    Money cash,
    List<Lot> lots,
    @Nullable Gain gain,
    boolean held) {
  public Order {
    lots = List.copyOf(lots);
  }

  /** That names no lots, of whose gain nothing is said, and that need not wait. */
  public Order(
      String orderId,
      String line,
      String sleeveId,
      String securityId,
      TradeSide side,
      Quantity quantity,
      Price price,
      Money cash) {
    this(orderId, line, sleeveId, securityId, side, quantity, price, cash, List.of(), null, false);
  }

  /** Whether it sells at a loss at the price that it was sized at; fees are not known before. */
  public boolean isLossSale() {
    return side == TradeSide.SELL && LossSale.isLoss(lots, quantity, price.exact());
  }

  /** The same, waiting or not. */
  public Order withHeld(boolean waits) {
    return new Order(
        orderId, line, sleeveId, securityId, side, quantity, price, cash, lots, gain, waits);
  }
}
