package io.evenkeel.pipeline.history;

import io.evenkeel.core.account.Executing;
import io.evenkeel.core.history.Execution;
import io.evenkeel.pipeline.account.AccountStage;
import io.evenkeel.pipeline.account.AccountSteps;
import io.evenkeel.pipeline.meters.RecordCounts;
import io.evenkeel.pipeline.wire.AccountWording;
import io.evenkeel.pipeline.wire.Received;

/** Stage 5 of 5. Folds what a custodian says of a batch. */
public final class ExecutionProcessor extends AccountStage<Execution> {
  private final RecordCounts counts;

  /**
   * @param counts what custodians say
   */
  public ExecutionProcessor(AccountWording wording, RecordCounts counts) {
    super(wording);
    this.counts = counts;
  }

  @Override
  protected void take(Received<Execution> received, AccountSteps account) {
    counts.heard(received.content());
    account.take(received, (book, moment) -> Executing.apply(book, received.content(), moment));
  }
}
