package io.evenkeel.core.history;

import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order so far.
 *
 * @param filled sum of its live executions
 * @param averagePrice quantity-weighted, shown to 6 places half-even; {@code null} while nothing is
 *     filled
 */
public record OrderFill(
    String orderId,
    Quantity ordered,
    Quantity filled,
    @Nullable Price averagePrice,
    State state,
    @Nullable String reason) {
  /** Where an order stands; the last four are terminal. */
  public enum State {
    SENT,
    ACKNOWLEDGED,
    PARTIALLY_FILLED,
    FILLED,
    REJECTED,
    CANCELED,
    EXPIRED
  }

  public boolean isTerminal() {
    return state.compareTo(State.FILLED) >= 0;
  }
}
