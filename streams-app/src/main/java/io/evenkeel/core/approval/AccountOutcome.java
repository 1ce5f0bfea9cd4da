package io.evenkeel.core.approval;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account answers to a request: topic {@code account-outcomes}. */
public sealed interface AccountOutcome {
  String requestId();

  String accountId();

  Instant at();

  /** The account starts a request by itself: rebalanceNow, a manual allocation or liquidation. */
  record Opened(
      String requestId,
      String accountId,
      String firmId,
      String advisorId,
      String openedBy,
      @Nullable TradeLogic logic,
      BuildScope scope,
      Acr.Source source,
      Instant at)
      implements AccountOutcome {}

  /**
   * Trades were proposed and wait for approval.
   *
   * @param group of the account within its firm; {@code null} where it has none
   */
  record Proposed(Proposal proposal, String firmId, String advisorId, @Nullable String group)
      implements AccountOutcome {
    /** Of an account without a group. */
    public Proposed(Proposal proposal, String firmId, String advisorId) {
      this(proposal, firmId, advisorId, null);
    }

    @Override
    public String requestId() {
      return proposal.requestId();
    }

    @Override
    public String accountId() {
      return proposal.accountId();
    }

    @Override
    public Instant at() {
      return proposal.builtAt();
    }
  }

  /** The build gave no trades. */
  record NoTrades(String requestId, String accountId, String firmId, String advisorId, Instant at)
      implements AccountOutcome {}

  /** Nothing was built, or an approved proposal was not traded. */
  record Failed(String requestId, String accountId, IssueCode code, String sentence, Instant at)
      implements AccountOutcome {}

  /** The approved batch was handed over for release. */
  record HandedOver(Batch batch, Instant at) implements AccountOutcome {
    @Override
    public String requestId() {
      return batch.requestId();
    }

    @Override
    public String accountId() {
      return batch.accountId();
    }
  }

  /**
   * How far a batch is filled.
   *
   * @param fills of every order of the batch, in its order
   * @param finished every order is terminal, or the batch was released by hand
   * @param anomalies everything that execution results of the batch say and that cannot be, one
   *     sentence each
   */
  record Progress(
      String requestId,
      String accountId,
      String batchId,
      List<OrderFill> fills,
      boolean finished,
      List<String> anomalies,
      Instant at)
      implements AccountOutcome {
    public Progress {
      fills = List.copyOf(fills);
      anomalies = List.copyOf(anomalies);
    }

    public Progress(
        String requestId,
        String accountId,
        String batchId,
        List<OrderFill> fills,
        boolean finished,
        Instant at) {
      this(requestId, accountId, batchId, fills, finished, List.of(), at);
    }
  }
}
