package io.evenkeel.pipeline.rebalance;

import io.evenkeel.core.account.Building;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.pipeline.account.AccountStage;
import io.evenkeel.pipeline.account.AccountSteps;
import io.evenkeel.pipeline.wire.AccountWording;
import io.evenkeel.pipeline.wire.Received;

/** Stage 3 of 5. Builds trades for one account of a request. */
public final class BuildProcessor extends AccountStage<AccountTask.Build> {
  public BuildProcessor(AccountWording wording) {
    super(wording);
  }

  @Override
  protected void take(Received<AccountTask.Build> received, AccountSteps account) {
    account.take(received, (book, moment) -> Building.build(book, received.content(), moment));
  }
}
