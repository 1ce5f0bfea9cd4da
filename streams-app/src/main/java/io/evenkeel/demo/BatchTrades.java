package io.evenkeel.demo;

import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.pipeline.wire.TaxWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import java.util.List;

/** What a batch moves, as sleeve accounting takes it. */
final class BatchTrades {
  private BatchTrades() {}

  /** The fills among the results, each with its order's sleeve and lots, by the batch's order. */
  static List<Fill> fills(ApprovedTradeBatch batch, List<ExecutionResult> results) {
    return batch.getOrders().stream()
        .flatMap(
            order ->
                results.stream()
                    .filter(result -> order.getOrderId().equals(result.getOrderId()))
                    .map(result -> fill(order, result)))
        .toList();
  }

  private static Fill fill(Order order, ExecutionResult result) {
    return new Fill(
        order.getSleeveId(),
        order.getSecurityId(),
        TradeSide.valueOf(order.getSide().name()),
        new Quantity(result.getQuantity()),
        new Price(result.getPrice()),
        result.getAt(),
        TaxWire.readLots(order.getLots()));
  }

  static List<Transfer> transfers(ApprovedTradeBatch batch) {
    return batch.getTransfers().stream()
        .map(t -> new Transfer(t.getFromSleeveId(), t.getToSleeveId(), new Money(t.getAmount())))
        .toList();
  }
}
