package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.money.Leverage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
                Decision.of(next.withBatches(next.batches().ended(open.withoutAcrs(), !byHand))));
  }

  /** Ends its ACRs, once. */
  private static Decision settled(AccountBook book, LiveBatch open, boolean byHand, Moment moment) {
    if (open.acrs().isEmpty()) {
      return Decision.of(book);
    }
    var outputs = new ArrayList<Output>();
    var leverage = new TreeMap<>(book.effectiveLeverage());
    for (var acr : open.acrs()) {
      var result = AcrResult.of(acr, open, byHand);
      var reason = result.isCompleted() ? null : result.reason();
      outputs.addAll(
          AcrChanges.moved(
              List.of(acr),
              Acr.State.SUBMITTED,
              result.state(),
              open.batchId(),
              reason,
              moment.now()));
      if (!result.isCompleted()) {
        unlatch(leverage, acr);
      }
    }
    return new Decision(
        book.withEffectiveLeverage(leverage).withBatches(book.batches().with(open.withoutAcrs())),
        outputs);
  }

  /** Gives the sleeve back the leverage that it had before the ACR was approved. */
  static void unlatch(SortedMap<String, Leverage> effective, Acr acr) {
    if (acr.change().latches()) {
      effective.put(acr.change().modelId(), acr.change().before());
    }
  }
}
