package io.evenkeel.core.approval;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.tax.GroupSale;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a request asks of one account: topic {@code account-tasks}. */
public sealed interface AccountTask {
  String requestId();

  String accountId();

  /**
   * Build trades on current prices.
   *
   * @param firmId of whoever submitted; {@code null} where the account itself did
   * @param logic {@code null} takes the target's
   * @param groupSales what others of its group sell at a loss in the same request, sorted, so that
   *     the account does not buy it; where there are some, it builds again
   */
  record Build(
      String requestId,
      String accountId,
      @Nullable String firmId,
      @Nullable TradeLogic logic,
      BuildScope scope,
      Acr.Source source,
      List<GroupSale> groupSales,
      Instant at)
      implements AccountTask {
    public Build {
      groupSales = List.copyOf(groupSales);
    }

    /** For the first time. */
    public Build(
        String requestId,
        String accountId,
        @Nullable String firmId,
        @Nullable TradeLogic logic,
        BuildScope scope,
        Acr.Source source,
        Instant at) {
      this(requestId, accountId, firmId, logic, scope, source, List.of(), at);
    }
  }

  /**
   * Trade the proposal.
   *
   * @param expectedHash the hash that the approver saw; {@code null} where none was named
   * @param executeBy end of the request's business day
   */
  record Approve(
      String requestId,
      String accountId,
      @Nullable String expectedHash,
      String approvedBy,
      Instant approvedAt,
      Instant executeBy)
      implements AccountTask {}

  /** The proposal will not be traded; the account forgets it. */
  record Discard(String requestId, String accountId, Reason reason, Instant at)
      implements AccountTask {
    /** Why. */
    public enum Reason {
      REMOVED,
      EXPIRED,
      CANCELED,
      NOT_ANSWERED,
      /** Another request has the id that the account asked for. */
      REQUEST_ID_USED
    }
  }

  /**
   * The last step before the custodian refused the batch, or a release of held orders of it, or its
   * cancellation: nothing was sent.
   *
   * @param orderIds that stay held; empty elsewhere
   * @param releaseId the command that was to release them, or to cancel the batch; {@code null}
   *     where the batch itself was refused
   */
  record ReleaseRefused(
      String requestId,
      String accountId,
      String batchId,
      String sentence,
      Instant at,
      SortedSet<String> orderIds,
      @Nullable String releaseId)
      implements AccountTask {
    public ReleaseRefused {
      orderIds = Collections.unmodifiableSortedSet(new TreeSet<>(orderIds));
    }

    /** Whether it was the cancellation, so that the batch goes on. */
    public boolean isOfCancellation() {
      return releaseId != null && orderIds.isEmpty();
    }

    /** Of the batch itself. */
    public ReleaseRefused(
        String requestId, String accountId, String batchId, String sentence, Instant at) {
      this(requestId, accountId, batchId, sentence, at, new TreeSet<>(), null);
    }
  }
}
