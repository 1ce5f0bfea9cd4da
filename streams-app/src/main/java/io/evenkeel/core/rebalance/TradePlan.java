package io.evenkeel.core.rebalance;

import java.util.List;

/**
 * Everything that a build would do to one account.
 *
 * @param orders sells first, then buys, each by security, then sleeve
 * @param transfers by giving sleeve, then receiving sleeve
 * @param sleeveChanges by modelId
 */
public record TradePlan(
    List<PlannedOrder> orders, List<Transfer> transfers, List<SleeveChange> sleeveChanges) {
  static final TradePlan NOTHING = new TradePlan(List.of(), List.of(), List.of());

  public TradePlan {
    orders = List.copyOf(orders);
    transfers = List.copyOf(transfers);
    sleeveChanges = List.copyOf(sleeveChanges);
  }

  public boolean isEmpty() {
    return orders.isEmpty() && transfers.isEmpty() && sleeveChanges.isEmpty();
  }
}
