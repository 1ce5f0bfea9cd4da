package io.evenkeel.core.approval;

import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.history.BatchFills;
import io.evenkeel.core.rebalance.Transfer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account's orders and transfers that were approved together. Only approval makes one.
 *
 * @param batchId a function of request and account
 * @param contentHash of the proposal that was approved
 * @param batchHash over everything that its custodian is told; {@code null} where a release
 *     approved it that made none
 * @param executeBy after it the custodian refuses
 * @param settlesIn the side of the account that its orders settle in: MARGIN where it may borrow
 * @param replacesBatchId the batch that was canceled for this one and ended before it was built;
 *     {@code null} where it replaces none
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
    @Nullable String batchHash,
    String approvedBy,
    Instant approvedAt,
    Instant executeBy,
    List<Order> orders,
    List<Transfer> transfers,
    AccountType settlesIn,
    @Nullable String replacesBatchId) {
  public Batch {
    orders = List.copyOf(orders);
    transfers = List.copyOf(transfers);
  }

  /** Of an account that may not borrow, replacing nothing, and without a batch hash. */
  public Batch(
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
    this(
        batchId,
        requestId,
        accountId,
        firmId,
        advisorId,
        custodianId,
        custodianAccountRef,
        contentHash,
        null,
        approvedBy,
        approvedAt,
        executeBy,
        orders,
        transfers,
        AccountType.CASH,
        null);
  }

  /** The same with the hash of all that it carries: what is approved. */
  public Batch hashed() {
    return with(BatchHash.of(this), orders);
  }

  /** The same with its orders as they are now; the hash stays that of what was approved. */
  public Batch withOrders(List<Order> now) {
    return with(batchHash, now);
  }

  private Batch with(@Nullable String hash, List<Order> nowOrders) {
    return new Batch(
        batchId,
        requestId,
        accountId,
        firmId,
        advisorId,
        custodianId,
        custodianAccountRef,
        contentHash,
        hash,
        approvedBy,
        approvedAt,
        executeBy,
        nowOrders,
        transfers,
        settlesIn,
        replacesBatchId);
  }

  /** What became of it before its custodian said anything. */
  public BatchFills unanswered() {
    var ordered =
        orders.stream().map(o -> new BatchFills.Ordered(o.orderId(), o.quantity())).toList();
    return BatchFills.unanswered(batchId, custodianId, ordered, !transfers.isEmpty());
  }
}
