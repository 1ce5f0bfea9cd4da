package io.evenkeel.core.approval;

import io.evenkeel.core.history.FillStatus;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.rebalance.IssueCode;
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
    List<Order> orders,
    List<OrderFill> fills,
    List<String> anomalies,
    Instant changedAt) {
  public RequestAccountState {
    orders = List.copyOf(orders);
    fills = List.copyOf(fills);
    anomalies = List.copyOf(anomalies);
  }

  /**
   * Where the account stands.
   *
   * <pre>
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
        case PROPOSED -> Set.of(APPROVED, REMOVED, FAILED, EXPIRED, CANCELED);
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
        orders,
        fills,
        anomalies,
        changedAt);
  }

  RequestAccountState proposed(Proposal proposal) {
    return new RequestAccountState(
        requestId,
        accountId,
        owner,
        Status.PROPOSED,
        issue,
        sentence,
        proposal.contentHash(),
        batchId,
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
        orders,
        progress.fills(),
        progress.anomalies(),
        progress.at());
  }
}
