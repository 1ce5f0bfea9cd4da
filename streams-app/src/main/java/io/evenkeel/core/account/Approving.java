package io.evenkeel.core.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.OrderIds;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.rebalance.IssueCode;
import java.util.ArrayList;

/** Stage 4 of 5 for one account: a proposal becomes a batch, or is forgotten. */
public final class Approving {
  private Approving() {}

  /**
   * Hands the pending proposal over as a batch, if the world is still the one that it was built on;
   * otherwise the outcome is a failure and nothing is traded. Approved again once it is handed
   * over, or has ended, the answer is the same and nothing happens twice.
   */
  public static Decision approve(AccountBook book, AccountTask.Approve task, Moment moment) {
    var settled = Settling.settled(book, moment);
    var pending = settled.pending();
    if (pending == null || !pending.requestId().equals(task.requestId())) {
      return notPending(settled, task, moment);
    }
    var fault = Staleness.of(settled, pending.proposal(), task, moment);
    return fault != null
        ? PendingEnding.failed(settled, pending, fault.code(), fault.sentence(), moment)
        : handedOver(settled, pending, task, moment);
  }

  private static Decision notPending(AccountBook book, AccountTask.Approve task, Moment moment) {
    var traded = book.batches().ofRequest(task.requestId());
    AccountOutcome outcome =
        traded != null
            ? new AccountOutcome.HandedOver(traded.batch(), moment.now())
            : new AccountOutcome.Failed(
                task.requestId(),
                book.accountId(),
                IssueCode.STALE_PROPOSAL,
                "No proposal of this request is pending; submit the account again.",
                moment.now());
    return Decision.of(book, new Output.Outcome(outcome));
  }

  private static Decision handedOver(
      AccountBook book, PendingProposal pending, AccountTask.Approve task, Moment moment) {
    var proposal = pending.proposal();
    var acrs = proposal.acrs();
    var now = moment.now();
    var batch = batch(requireNonNull(book.account()), pending, task);
    var id = batch.batchId();
    var outputs = new ArrayList<Output>();
    outputs.addAll(AcrChanges.moved(acrs, Acr.State.PROPOSED, Acr.State.APPROVED, id, null, now));
    outputs.addAll(AcrChanges.moved(acrs, Acr.State.APPROVED, Acr.State.SUBMITTED, id, null, now));
    outputs.add(new Output.Release(batch, now));
    outputs.add(new Output.Outcome(new AccountOutcome.HandedOver(batch, now)));
    var open = LiveBatch.handedOver(batch, acrs, book.acknowledged(), pending.scope(), now);
    return new Decision(inFlight(book, pending, open, moment), outputs)
        .then(next -> CashRuns.working(next, proposal.requestId(), id, moment));
  }

  private static AccountBook inFlight(
      AccountBook book, PendingProposal pending, LiveBatch open, Moment moment) {
    return book.withPending(null)
        .withNothingToTrade(null)
        .withBatches(book.batches().opened(open))
        .withEffectiveLeverage(Latching.done(book.effectiveLeverage(), open))
        .withAcknowledged(
            pending.acknowledges()
                ? HeldAgainst.of(book, moment).acknowledged()
                : book.acknowledged());
  }

  private static Batch batch(Account account, PendingProposal pending, AccountTask.Approve task) {
    var proposal = pending.proposal();
    var batch =
        new Batch(
            OrderIds.batchId(proposal.requestId(), proposal.accountId()),
            proposal.requestId(),
            proposal.accountId(),
            account.firmId(),
            account.advisorId(),
            account.custodianId(),
            account.custodianAccountRef(),
            proposal.contentHash(),
            /* batchHash= */ null,
            task.approvedBy(),
            task.approvedAt(),
            task.executeBy(),
            proposal.orders(),
            proposal.transfers(),
            account.mayBorrow() ? AccountType.MARGIN : AccountType.CASH,
            pending.replacesBatchId());
    return batch.hashed();
  }

  /** Forgets the request's proposal; nothing where none is pending. */
  public static Decision discard(AccountBook book, AccountTask.Discard task, Moment moment) {
    return discarded(Replacing.answered(book, task.requestId()), task, moment);
  }

  private static Decision discarded(AccountBook book, AccountTask.Discard task, Moment moment) {
    var pending = book.pending();
    if (pending == null || !pending.requestId().equals(task.requestId())) {
      return CashRuns.discarded(book, task.requestId(), task.reason(), moment);
    }
    if (task.reason() == AccountTask.Discard.Reason.REQUEST_ID_USED) {
      return Decision.of(book);
    }
    var state =
        task.reason() == AccountTask.Discard.Reason.EXPIRED
            ? Acr.State.EXPIRED
            : Acr.State.CANCELED;
    return PendingEnding.ended(book, pending, state, reason(task.reason()), moment)
        .then(next -> CashRuns.discarded(next, task.requestId(), task.reason(), moment));
  }

  static String reason(AccountTask.Discard.Reason reason) {
    return switch (reason) {
      case REMOVED -> "The approval left the account out.";
      case EXPIRED -> "The request was not approved by the end of its business day.";
      case CANCELED -> "The request was canceled.";
      case NOT_ANSWERED -> "The request had given up waiting for the account.";
      case REQUEST_ID_USED -> "A request of that id was there already; use another id.";
    };
  }

  /**
   * Undoes the handing over: not in flight, leverage and acknowledgement as before, and the request
   * is told. Where it was held orders or a cancellation that was refused, the batch is as before,
   * and whoever asked for it is told why. Nothing where that batch is not open.
   */
  public static Decision releaseRefused(
      AccountBook book, AccountTask.ReleaseRefused task, Moment moment) {
    var open = book.batches().open();
    if (open == null || !open.batchId().equals(task.batchId())) {
      return Decision.of(book);
    }
    if (task.isOfCancellation()) {
      return Canceling.notSent(book, open, task, moment);
    }
    if (!task.orderIds().isEmpty()) {
      return HeldOrders.heldAgain(book, open, task, moment);
    }
    var failed =
        new AccountOutcome.Failed(
            task.requestId(),
            book.accountId(),
            IssueCode.RELEASE_REFUSED,
            task.sentence(),
            moment.now());
    var outputs =
        AcrChanges.moved(
            open.openAcrs(),
            Acr.State.SUBMITTED,
            Acr.State.FAILED,
            open.batchId(),
            task.sentence(),
            moment.now());
    outputs.add(new Output.Outcome(failed));
    return new Decision(undone(book, open), outputs)
        .then(
            next ->
                CashRuns.failed(
                    next, task.requestId(), IssueCode.RELEASE_REFUSED, task.sentence(), moment))
        .then(next -> Replacing.unsent(next, open, moment));
  }

  private static AccountBook undone(AccountBook book, LiveBatch open) {
    return book.withBatches(book.batches().undone())
        .withEffectiveLeverage(Latching.undone(book.effectiveLeverage(), open))
        .withAcknowledged(book.acknowledged().backTo(open.before()));
  }
}
