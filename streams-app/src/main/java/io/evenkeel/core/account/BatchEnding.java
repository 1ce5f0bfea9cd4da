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
    if (open == null || !open.fold().finished()) {
      return Decision.of(book);
    }
    if (isCovered(open.fold().lastExecutionAt(), book.positions())) {
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
   * still follows what was filled, and where positions do not cover the result yet, the batch that
   * ended last awaits them again, unless somebody ended it by hand or a proposal is pending. It is
   * never in flight again: a late bust leaves its order as it is.
   */
  static Decision afterResult(AccountBook book, LiveBatch batch, Moment moment) {
    if (!book.batches().endedLast(batch)) {
      return ifBack(book, moment);
    }
    var leverage = Latching.ended(book.effectiveLeverage(), batch, batch.byHand());
    var next = book.withEffectiveLeverage(leverage);
    var awaits =
        batch.fold().finished()
            && !isCovered(batch.fold().lastExecutionAt(), book.positions())
            && !batch.byHand()
            && book.pending() == null;
    return Decision.of(awaits ? next.withBatches(next.batches().reopened(batch)) : next);
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
        .then(
            next ->
                Decision.of(
                    next.withBatches(next.batches().ended(open.asSettled(byHand), !byHand))))
        .then(next -> CashRuns.batchEnded(next, open, moment));
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
