package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.history.Anomaly;
import io.evenkeel.core.history.Execution;
import java.util.ArrayList;

/** Stage 5 of 5 for one account: what the custodian says of its batches. */
public final class Executing {
  private Executing() {}

  /**
   * Folds one execution result, once, in whatever order it comes. One for a batch that has ended
   * still tells its request; one for nothing that the account knows is kept and raised.
   */
  public static Decision apply(AccountBook book, Execution execution, Moment moment) {
    var batch = book.batches().of(execution);
    if (batch == null) {
      return unplaced(book, execution, moment);
    }
    var next = batch.plus(execution);
    return next == batch
        ? duplicate(book, execution, moment)
        : folded(book, batch, next, execution, moment)
            .then(folded -> LossSales.noted(folded, next, moment))
            .then(noted -> BatchEnding.afterResult(noted, next, moment));
  }

  private static Decision folded(
      AccountBook book, LiveBatch before, LiveBatch now, Execution execution, Moment moment) {
    var outputs = new ArrayList<Output>();
    var anomalies = now.fold().anomaliesSince(before.fold());
    anomalies.forEach(a -> outputs.add(new Output.Anomalous(execution, a, moment.now())));
    if (!anomalies.isEmpty() || tellsMore(before, now)) {
      outputs.add(new Output.Outcome(progress(book, now, moment)));
    }
    return new Decision(book.withBatches(book.batches().with(now)), outputs);
  }

  private static boolean tellsMore(LiveBatch before, LiveBatch now) {
    return !now.fold().fills().equals(before.fold().fills())
        || now.fold().finished() != before.fold().finished();
  }

  private static AccountOutcome progress(AccountBook book, LiveBatch batch, Moment moment) {
    var isOpen = batch.batchId().equals(openBatchId(book));
    return new AccountOutcome.Progress(
        batch.batch().requestId(),
        book.accountId(),
        batch.batchId(),
        batch.fold().fills(),
        !isOpen || batch.isOver(),
        batch.fold().anomalies().stream().map(Anomaly::sentence).toList(),
        moment.now());
  }

  private static String openBatchId(AccountBook book) {
    var open = book.batches().open();
    return open == null ? "" : open.batchId();
  }

  private static Decision unplaced(AccountBook book, Execution execution, Moment moment) {
    if (book.batches().unplaced().contains(execution)) {
      return duplicate(book, execution, moment);
    }
    return Decision.of(
        book.withBatches(book.batches().withUnplaced(execution)),
        new Output.Anomalous(execution, BatchAdvisories.unknownOrder(execution), moment.now()));
  }

  private static Decision duplicate(AccountBook book, Execution execution, Moment moment) {
    return Decision.of(
        book,
        new Output.KeptOut(
            Output.KeptOut.Kind.DUPLICATE,
            "Execution %s came before and counts once.".formatted(execution.executionId()),
            moment.now()));
  }
}
