package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.drift.DriftEvent;
import io.evenkeel.core.history.Anomaly;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.tax.LossSale;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that a decision wants sent, in the order of the list that it stands in. */
public sealed interface Output {
  /** To {@code drift-events}. */
  record Drift(DriftEvent event) implements Output {}

  /** To {@code account-status}. */
  record Status(AccountStatusReport report, Instant at) implements Output {}

  /** To {@code advisories}: raised, or cleared as it was last raised. */
  record AdvisoryChanged(Advisory advisory, boolean raised, Instant at) implements Output {}

  /**
   * To {@code acrs}.
   *
   * @param batchId {@code null} before approval
   * @param reason why it ended otherwise than completed; {@code null} elsewhere
   */
  record AcrChanged(
      Acr acr, Acr.State state, @Nullable String batchId, @Nullable String reason, Instant at)
      implements Output {}

  /** To {@code cash-movements}: a run as it is now. */
  record CashMoved(CashMovement movement, CashRun run, Instant at) implements Output {}

  /** To {@code trade-proposals}. */
  record Built(TradeProposal proposal) implements Output {}

  /** To {@code account-outcomes}, keyed by the request. */
  record Outcome(AccountOutcome outcome) implements Output {}

  /** To {@code releases}, keyed by the custodian. */
  record Release(BatchRelease release, Instant at) implements Output {
    /** Of a whole batch. */
    public Release(Batch batch, Instant at) {
      this(BatchRelease.whole(batch), at);
    }

    public Batch batch() {
      return release.batch();
    }
  }

  /**
   * To {@code loss-sales}.
   *
   * @param newest of the account's sales of the security at a loss; {@code null} where none is left
   */
  record SoldAtLoss(String securityId, @Nullable LossSale newest, Instant at) implements Output {}

  /** To {@code rejections}. */
  record Rejected(AccountCommand command, RejectionCode code, String sentence, Instant at)
      implements Output {}

  /**
   * To {@code rejections}: a command that was done, and that the last step before the custodian
   * then did not let through.
   */
  record TakenBack(String commandId, RejectionCode code, String sentence, Instant at)
      implements Output {}

  /**
   * An execution result that fits nothing that is known, or cannot be. It stays in the book and
   * stands as an advisory too; one that is not counted goes to {@code dead-letters} with its bytes.
   */
  record Anomalous(Execution execution, Anomaly anomaly, Instant at) implements Output {}

  /**
   * An input that changed nothing. {@code SUPERSEDED} goes to {@code dead-letters}, {@code
   * DUPLICATE} is only counted.
   */
  record KeptOut(Kind kind, String sentence, Instant at) implements Output {
    /** Why it changed nothing. */
    public enum Kind {
      /** Older than what is applied already. */
      SUPERSEDED,
      /** The same again. */
      DUPLICATE
    }
  }
}
