package io.evenkeel.core.custody;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.history.Execution;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.TradeSide;

/**
 * What an execution brings the account in the end, as tax counts it too: proceeds after fees, and a
 * basis that fees are part of. See docs/decisions/0078-gains-net-of-fees.md.
 */
public final class NetAmount {
  private NetAmount() {}

  /**
   * The net amount where it is stated; otherwise quantity times price, rounded half-even to the
   * cent, less fees. Negative where it takes cash.
   *
   * @param execution with a quantity and a price
   */
  public static Money of(Execution execution, TradeSide side) {
    var net = execution.netAmount();
    if (net != null) {
      return net;
    }
    var quantity = requireNonNull(execution.quantity()).exact();
    var gross = Money.rounded(quantity.times(requireNonNull(execution.price()).exact()));
    var fees = execution.fees() == null ? Money.ZERO : execution.fees();
    return (side == TradeSide.BUY ? gross.negate() : gross).minus(fees);
  }
}
