package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.rebalance.IssueCode;

/** A pending proposal ends without being traded. */
final class PendingEnding {
  private PendingEnding() {}

  /** It fails, and its request is told. */
  static Decision failed(
      AccountBook book, PendingProposal pending, IssueCode code, String sentence, Moment moment) {
    var failed =
        new AccountOutcome.Failed(
            pending.requestId(), book.accountId(), code, sentence, moment.now());
    return ended(book, pending, Acr.State.FAILED, sentence, moment)
        .then(next -> Decision.of(next, new Output.Outcome(failed)))
        .then(next -> CashRuns.failed(next, pending.requestId(), code, sentence, moment));
  }

  /** It is forgotten; whoever asked for that knows. */
  static Decision ended(
      AccountBook book, PendingProposal pending, Acr.State state, String reason, Moment moment) {
    var acrs = pending.proposal().acrs();
    return new Decision(
        BatchEnding.awaitingAgain(book.withPending(null)),
        AcrChanges.moved(acrs, Acr.State.PROPOSED, state, null, reason, moment.now()));
  }
}
