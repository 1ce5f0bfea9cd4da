package io.evenkeel.core.approval;

import io.evenkeel.core.history.FillStatus;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.tax.GroupSale;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One account of a request.
 *
 * @param owner {@code null} while the account has not answered, or where nobody knows it
 * @param issue why it failed; {@code null} where it did not
 * @param sentence why it failed and what to do; {@code null} where it did not
 * @param contentHash of its proposal; {@code null} where there is none
 * @param batchId {@code null} before it is handed over
 * @param replacesBatchId the canceled batch in whose place its batch comes; {@code null} where it
 *     replaces none
 * @param group of the account within its firm; {@code null} where it has none, or is not known
 * @param groupSales what others of its group sell at a loss in this request, as the account was
 *     told when it was asked to build again; sorted
 * @param orders those proposed, later those of the batch
 * @param fills of the batch's orders, in their order; empty before it is handed over
 * @param anomalies what execution results said that cannot be, one sentence each
 * @param changedAt when this was last changed
 */
public record RequestAccountState(
    String requestId,
    String accountId,
    @Nullable Affiliation owner,
    Status status,
    @Nullable IssueCode issue,
    @Nullable String sentence,
    @Nullable String contentHash,
    @Nullable String batchId,
    @Nullable String replacesBatchId,
    @Nullable String group,
    List<GroupSale> groupSales,
    List<Order> orders,
    List<OrderFill> fills,
    List<String> anomalies,
    Instant changedAt) {
  public RequestAccountState {
    groupSales = List.copyOf(groupSales);
    orders = List.copyOf(orders);
    fills = List.copyOf(fills);
    anomalies = List.copyOf(anomalies);
  }

  /**
   * Where the account stands.
   *
   * <pre>
   *    ┌─ again ───┐ where it would buy what its group sells at a loss
   *    ▼           │
   * BUILDING ─► PROPOSED ─► APPROVED ─► HANDED_OVER
   *    │ │         │ │         │             │ the batch was not released
   *    │ │         │ └─────────┴─────────────┴──► FAILED
   *    │ └─ NO_TRADES, FAILED  └ REMOVED, EXPIRED, CANCELED
   *    └ EXPIRED, CANCELED
   * </pre>
   */
  public enum Status {
    BUILDING,
    PROPOSED,
    APPROVED,
    HANDED_OVER,
    NO_TRADES,
    FAILED,
    REMOVED,
    EXPIRED,
    CANCELED;

    /** The one table of legal transitions. */
    Set<Status> next() {
      return switch (this) {
        case BUILDING -> Set.of(PROPOSED, NO_TRADES, FAILED, EXPIRED, CANCELED);
        case PROPOSED -> Set.of(BUILDING, APPROVED, REMOVED, FAILED, EXPIRED, CANCELED);
        case APPROVED -> Set.of(HANDED_OVER, FAILED);
        case HANDED_OVER -> Set.of(FAILED);
        case NO_TRADES, FAILED, REMOVED, EXPIRED, CANCELED -> Set.of();
      };
    }

    /** Whether it waits for the account or for approval, and so ends with the request. */
    public boolean isPending() {
      return this == BUILDING || this == PROPOSED;
    }
  }

  /** How far its orders are filled: NONE where it has none. */
  public FillStatus fill() {
    return FillStatus.of(fills);
  }

  static RequestAccountState building(String requestId, String accountId, Instant at) {
    return new RequestAccountState(
        requestId,
        accountId,
        null,
        Status.BUILDING,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        at);
  }

  RequestAccountState to(Status next, Instant at) {
    return new RequestAccountState(
        requestId,
        accountId,
        owner,
        next,
        issue,
        sentence,
        contentHash,
        batchId,
        replacesBatchId,
        group,
        groupSales,
        orders,
        fills,
        anomalies,
        at);
  }

  RequestAccountState failed(IssueCode code, String why, Instant at) {
    return new RequestAccountState(
        requestId,
        accountId,
        owner,
        Status.FAILED,
        code,
        why,
        contentHash,
        batchId,
        replacesBatchId,
        group,
        groupSales,
        orders,
        fills,
        anomalies,
        at);
  }

  RequestAccountState ownedBy(@Nullable Affiliation known) {
    return new RequestAccountState(
        requestId,
        accountId,
        owner == null ? known : owner,
        status,
        issue,
        sentence,
        contentHash,
        batchId,
        replacesBatchId,
        group,
        groupSales,
        orders,
        fills,
        anomalies,
        changedAt);
  }

  /** Asked once more, without what others of its group sell. */
  RequestAccountState buildingAgain(List<GroupSale> sales, Instant at) {
    return new RequestAccountState(
        requestId,
        accountId,
        owner,
        Status.BUILDING,
        null,
        null,
        null,
        null,
        null,
        group,
        sales,
        List.of(),
        List.of(),
        List.of(),
        at);
  }

  RequestAccountState proposed(Proposal proposal, @Nullable String group) {
    return new RequestAccountState(
        requestId,
        accountId,
        owner,
        Status.PROPOSED,
        issue,
        sentence,
        proposal.contentHash(),
        batchId,
        replacesBatchId,
        group,
        groupSales,
        proposal.orders(),
        fills,
        anomalies,
        proposal.builtAt());
  }

  RequestAccountState handedOver(Batch batch, Instant at) {
    return new RequestAccountState(
        requestId,
        accountId,
        owner,
        Status.HANDED_OVER,
        issue,
        sentence,
        contentHash,
        batch.batchId(),
        batch.replacesBatchId(),
        group,
        groupSales,
        batch.orders(),
        batch.unanswered().fold().fills(),
        anomalies,
        at);
  }

  RequestAccountState progressed(AccountOutcome.Progress progress) {
    var next = status == Status.APPROVED ? Status.HANDED_OVER : status;
    return new RequestAccountState(
        requestId,
        accountId,
        owner,
        next,
        issue,
        sentence,
        contentHash,
        progress.batchId(),
        replacesBatchId,
        group,
        groupSales,
        orders,
        progress.fills(),
        progress.anomalies(),
        progress.at());
  }
}
