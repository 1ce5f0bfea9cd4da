package io.evenkeel.simulation;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.TradeSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One batch as its custodian has it. */
final class WorkedBatch {
  private final ApprovedTradeBatch batch;
  private final List<WorkedOrder> orders = new ArrayList<>();
  boolean taken;
  boolean refused;
  boolean booked;

  WorkedBatch(ApprovedTradeBatch batch) {
    this.batch = batch;
    for (var order : batch.getOrders()) {
      orders.add(new WorkedOrder(order, order.getStatus() == OrderReleaseStatus.HELD));
    }
  }

  ApprovedTradeBatch batch() {
    return batch;
  }

  List<WorkedOrder> orders() {
    return orders;
  }

  /** Orders that may be worked now: sales first, and none that is held. */
  List<WorkedOrder> workable() {
    var sales = orders.stream().filter(o -> o.order().getSide() == TradeSide.SELL);
    var isSelling = sales.anyMatch(o -> !o.isOver());
    return orders.stream()
        .filter(o -> !o.isOver() && !o.isHeld())
        .filter(o -> !isSelling || o.order().getSide() == TradeSide.SELL)
        .toList();
  }

  List<WorkedOrder> open() {
    return orders.stream().filter(o -> !o.isOver()).toList();
  }

  boolean isOver() {
    return refused || (orders.isEmpty() ? taken : open().isEmpty());
  }

  /** Of what was busted since, too; the beginning of time where nothing was traded. */
  Instant lastTraded() {
    return orders.stream()
        .map(WorkedOrder::lastTraded)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /** Whether positions have to be published that know of it; not where nothing ever came of it. */
  boolean movesPositions() {
    return !batch.getTransfers().isEmpty()
        || orders.stream().anyMatch(order -> order.everTraded().signum() > 0);
  }
}
