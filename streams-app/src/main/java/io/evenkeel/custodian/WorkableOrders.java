package io.evenkeel.custodian;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.TradeSide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which orders a custodian may work: a HELD one waits for its release, and purchases wait for every
 * sale of their batch, held ones included. For one thread; holds only batches of which some order
 * waits.
 */
public final class WorkableOrders {
  private final Map<String, Waiting> waiting = new HashMap<>();

  private record Waiting(ApprovedTradeBatch batch, List<Order> orders) {}

  /**
   * The record with just the orders that may be worked now, because of it: some of a new batch; of
   * a release those that it names, and those that had waited for them.
   */
  public ApprovedTradeBatch now(ApprovedTradeBatch record) {
    return record.getInstruction() == BatchInstruction.RELEASE
        ? released(record)
        : split(record, record.getOrders(), record);
  }

  private ApprovedTradeBatch released(ApprovedTradeBatch record) {
    var before = waiting.get(record.getBatchId());
    if (before == null) {
      return with(record, List.of());
    }
    var ids = record.getOrders().stream().map(Order::getOrderId).collect(Collectors.toSet());
    return split(
        record,
        before.orders().stream().map(order -> released(order, ids)).toList(),
        before.batch());
  }

  private static Order released(Order order, Set<String> ids) {
    return ids.contains(order.getOrderId())
        ? Order.newBuilder(order).setStatus(OrderReleaseStatus.RELEASED).build()
        : order;
  }

  private ApprovedTradeBatch split(
      ApprovedTradeBatch record, List<Order> orders, ApprovedTradeBatch batch) {
    var heldSale = orders.stream().anyMatch(o -> isHeld(o) && o.getSide() == TradeSide.SELL);
    var now = new ArrayList<Order>();
    var later = new ArrayList<Order>();
    for (var order : orders) {
      var waits = isHeld(order) || (heldSale && order.getSide() == TradeSide.BUY);
      (waits ? later : now).add(order);
    }
    if (later.isEmpty()) {
      waiting.remove(batch.getBatchId());
    } else {
      waiting.put(batch.getBatchId(), new Waiting(batch, later));
    }
    return with(record, now);
  }

  private static boolean isHeld(Order order) {
    return order.getStatus() == OrderReleaseStatus.HELD;
  }

  private static ApprovedTradeBatch with(ApprovedTradeBatch record, List<Order> orders) {
    return ApprovedTradeBatch.newBuilder(record).setOrders(orders).build();
  }

  /** Whether orders of the batch wait. */
  public boolean isWaiting(String batchId) {
    return waiting.containsKey(batchId);
  }

  /** Forgets what waits of a batch: the batch with just these orders, to be refused. */
  public ApprovedTradeBatch giveUp(String batchId) {
    var given = waiting.remove(batchId);
    if (given == null) {
      throw new IllegalStateException("no order of batch " + batchId + " waits");
    }
    return with(given.batch(), given.orders());
  }

  /** Batches of which orders wait, by id. */
  public List<ApprovedTradeBatch> all() {
    return waiting.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue().batch())
        .toList();
  }
}
