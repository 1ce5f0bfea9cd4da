package io.evenkeel.core.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.account.CommandMemory.Refusal;
import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.rebalance.BuildScope;
import org.jspecify.annotations.Nullable;

/**
 * Replacing a batch: it is canceled, and once it has ended the same is asked for again, as a
 * request that is built on what then is there and waits for approval. So no order is ever sized
 * beside another one that might still fill.
 */
final class Replacing {
  private Replacing() {}

  /** Why it is not replaced; {@code null} where nothing speaks against it. */
  static @Nullable Refusal fault(AccountBook book, Account account, Ask.ReplaceBatch ask) {
    var fault = Canceling.fault(book, ask.batchId());
    if (fault != null) {
      return fault;
    }
    if (account.status() != AccountStatus.ACTIVE) {
      return new Refusal(
          RejectionCode.WRONG_STATE,
          "Account %s is %s and would not be traded again; cancel batch %s instead."
              .formatted(account.accountId(), account.status(), ask.batchId()));
    }
    return fault(requireNonNull(book.batches().open()), ask);
  }

  private static @Nullable Refusal fault(LiveBatch open, Ask.ReplaceBatch ask) {
    if (open.batch().requestId().equals(ask.requestId())) {
      return new Refusal(
          RejectionCode.REQUEST_ID_USED,
          "Request %s is the one that batch %s is of; name a new one."
              .formatted(ask.requestId(), ask.batchId()));
    }
    return open.scope() instanceof BuildScope.AllocateSleeve allocated
        ? new Refusal(
            RejectionCode.WRONG_STATE,
            "Batch %s moves capital into sleeve %s, which a second one would move again; cancel it,"
                    .formatted(ask.batchId(), allocated.modelId())
                + " then allocate what is still wanted.")
        : null;
  }

  /** Asks for what is to replace a batch that ended; nothing where nothing is, or it was. */
  static Decision opened(AccountBook book, String batchId, Moment moment) {
    var ended = book.batches().batch(batchId);
    var replacement = ended == null ? null : ended.replacement();
    return ended == null || replacement == null || replacement.state() != Replacement.State.ASKED
        ? Decision.of(book)
        : Decision.of(
            moved(book, ended, replacement, Replacement.State.OPENED),
            request(book, ended, replacement, moment));
  }

  /** Asks for what is to replace a batch that was never sent, and is forgotten. */
  static Decision unsent(AccountBook book, LiveBatch forgotten, Moment moment) {
    var replacement = forgotten.replacement();
    return replacement == null
        ? Decision.of(book)
        : Decision.of(book, request(book, forgotten, replacement, moment));
  }

  private static Output request(
      AccountBook book, LiveBatch replaced, Replacement replacement, Moment moment) {
    var owner = requireNonNull(book.owner());
    return new Output.Outcome(
        new AccountOutcome.Opened(
            replacement.requestId(),
            book.accountId(),
            owner.firmId(),
            owner.advisorId(),
            replacement.askedBy(),
            replacement.logic(),
            replaced.scope(),
            source(replaced.scope()),
            moment.now()));
  }

  private static Acr.Source source(BuildScope scope) {
    if (scope instanceof BuildScope.WholeAccount) {
      return Acr.Source.REBALANCE;
    }
    return scope instanceof BuildScope.CashMovement ? Acr.Source.CASH_MOVEMENT : Acr.Source.MANUAL;
  }

  /** Its request was built, or will not be. */
  static AccountBook answered(AccountBook book, String requestId) {
    var awaiting = book.batches().awaitingReplacement();
    var replacement = awaiting == null ? null : awaiting.replacement();
    return awaiting == null || replacement == null || !replacement.requestId().equals(requestId)
        ? book
        : moved(book, awaiting, replacement, Replacement.State.ANSWERED);
  }

  private static AccountBook moved(
      AccountBook book, LiveBatch batch, Replacement replacement, Replacement.State to) {
    var cancellation = requireNonNull(batch.cancellation()).with(replacement.to(to));
    return book.withBatches(book.batches().with(batch.withCancellation(cancellation)));
  }
}
