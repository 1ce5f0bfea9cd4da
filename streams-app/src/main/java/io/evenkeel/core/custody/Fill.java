package io.evenkeel.core.custody;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import java.time.Instant;

/**
 * A quantity that was traded for one sleeve.
 *
 * @param quantity above 0
 * @param at when, as the execution says
 */
public record Fill(
    String sleeveId,
    String securityId,
    TradeSide side,
    Quantity quantity,
    Price price,
    Instant at) {

  /** Quantity times price, rounded half-even to the cent. */
  public Money cash() {
    return Money.rounded(quantity.exact().times(price.exact()));
  }
}
