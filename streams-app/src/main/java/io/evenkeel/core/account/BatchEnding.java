package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.Positions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an open batch ends: it came back (every order terminal, and positions cover its last
 * execution), or somebody released it by hand. Its ACRs end with it; a sleeve without any fill gets
 * its leverage back.
 */
final class BatchEnding {
  private BatchEnding() {}

  /** Ends the open batch if it is back; what transfers alone ask for is complete once accepted. */
  static Decision ifBack(AccountBook book, Moment moment) {
    var open = book.batches().open();
    if (open == null || !open.isOver()) {
      return Decision.of(book);
    }
    if (uncovered(book) == null) {
      return ended(book, open, /* byHand= */ false, moment);
    }
    return open.batch().orders().isEmpty()
        ? settled(book, open, /* byHand= */ false, moment)
        : Decision.of(book);
  }

  /**
   * What follows from one more result for a batch.
   *
   * <p>Results come in any order, so a batch may have ended before all of them came. Then leverage
   * still follows what was filled, and where positions do not cover the result yet, the batch
   * awaits them again, unless somebody ended it by hand: at once, or once a proposal that is
   * pending, and that cannot be approved any more, has ended. It is never in flight again: a late
   * bust leaves it over.
   */
  static Decision afterResult(AccountBook book, LiveBatch batch, Moment moment) {
    if (!book.batches().endedLast(batch)) {
      return ifBack(awaitingAgain(book), moment);
    }
    var leverage = Latching.ended(book.effectiveLeverage(), batch, batch.byHand());
    return ifBack(awaitingAgain(book.withEffectiveLeverage(leverage)), moment);
  }

  /** With the batch open whose results positions do not cover, where nothing else is open. */
  static AccountBook awaitingAgain(AccountBook book) {
    var uncovered = uncovered(book);
    return uncovered == null || book.batches().open() != null || book.pending() != null
        ? book
        : book.withBatches(book.batches().reopened(uncovered));
  }

  /**
   * A batch that is over, with a result that positions do not cover; {@code null} where there is
   * none. Whoever ended a batch by hand answers for it.
   */
  static @Nullable LiveBatch uncovered(AccountBook book) {
    return book.batches()
        .all()
        .filter(batch -> !batch.byHand() && batch.isOver())
        .filter(batch -> !isCovered(batch.fold().lastExecutionAt(), book.positions()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isCovered(@Nullable Instant lastExecution, @Nullable Positions positions) {
    if (lastExecution == null) {
      return true;
    }
    var through = positions == null ? null : positions.executionsThrough();
    return through != null && !through.isBefore(lastExecution);
  }

  /** Ends it by hand; its request is told how far it came. */
  static Decision byHand(AccountBook book, LiveBatch open, Moment moment) {
    var progress =
        new AccountOutcome.Progress(
            open.batch().requestId(),
            book.accountId(),
            open.batchId(),
            open.fold().fills(),
            /* finished= */ true,
            moment.now());
    return ended(book, open, /* byHand= */ true, moment)
        .then(next -> Decision.of(next, new Output.Outcome(progress)));
  }

  private static Decision ended(AccountBook book, LiveBatch open, boolean byHand, Moment moment) {
    return settled(book, open, byHand, moment)
        .then(next -> Decision.of(Canceling.givenBack(next, open)))
        .then(
            next ->
                Decision.of(
                    next.withBatches(next.batches().ended(open.asSettled(byHand), !byHand))))
        .then(next -> CashRuns.batchEnded(next, open, moment))
        .then(next -> Replacing.opened(next, open.batchId(), moment))
        .then(next -> Decision.of(awaitingAgain(next)));
  }

  /** Ends its ACRs, once, and lets leverage follow what was filled. */
  private static Decision settled(AccountBook book, LiveBatch open, boolean byHand, Moment moment) {
    var outputs = new ArrayList<Output>();
    for (var acr : open.openAcrs()) {
      outputs.addAll(acrEnded(acr, open, AcrResult.of(acr, open, byHand), moment));
    }
    var leverage = Latching.ended(book.effectiveLeverage(), open, byHand);
    return new Decision(
        book.withEffectiveLeverage(leverage)
            .withBatches(book.batches().with(open.asSettled(byHand))),
        outputs);
  }

  private static List<Output> acrEnded(Acr acr, LiveBatch open, AcrResult result, Moment moment) {
    return AcrChanges.moved(
        List.of(acr),
        Acr.State.SUBMITTED,
        result.state(),
        open.batchId(),
        result.isCompleted() ? null : result.reason(),
        moment.now());
  }
}
