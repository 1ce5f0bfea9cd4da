package io.evenkeel.core.approval;

import io.evenkeel.core.history.BatchFills;
import io.evenkeel.core.rebalance.Transfer;
import java.time.Instant;
import java.util.List;

/**
 * One account's orders and transfers that were approved together. Only approval makes one.
 *
 * @param batchId a function of request and account
 * @param contentHash of the proposal that was approved
 * @param executeBy after it the custodian refuses
 */
public record Batch(
    String batchId,
    String requestId,
    String accountId,
    String firmId,
    String advisorId,
    String custodianId,
    String custodianAccountRef,
    String contentHash,
    String approvedBy,
    Instant approvedAt,
    Instant executeBy,
    List<Order> orders,
    List<Transfer> transfers) {
  public Batch {
    orders = List.copyOf(orders);
    transfers = List.copyOf(transfers);
  }

  /** What became of it before its custodian said anything. */
  public BatchFills unanswered() {
    var ordered =
        orders.stream().map(o -> new BatchFills.Ordered(o.orderId(), o.quantity())).toList();
    return BatchFills.unanswered(batchId, custodianId, ordered, !transfers.isEmpty());
  }
}
