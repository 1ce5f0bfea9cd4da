package io.evenkeel.pipeline.approval;

import io.evenkeel.core.account.Approving;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.pipeline.account.AccountStage;
import io.evenkeel.pipeline.account.AccountSteps;
import io.evenkeel.pipeline.account.AccountSteps.Step;
import io.evenkeel.pipeline.wire.AccountWording;
import io.evenkeel.pipeline.wire.Received;

/** Stage 4 of 5, at the account: a proposal becomes a batch, or is forgotten. */
public final class AccountApprovalProcessor extends AccountStage<AccountTask> {
  public AccountApprovalProcessor(AccountWording wording) {
    super(wording);
  }

  @Override
  protected void take(Received<AccountTask> received, AccountSteps account) {
    account.take(received, step(received.content()));
  }

  private static Step step(AccountTask task) {
    if (task instanceof AccountTask.Approve approve) {
      return (book, moment) -> Approving.approve(book, approve, moment);
    }
    if (task instanceof AccountTask.Discard discard) {
      return (book, moment) -> Approving.discard(book, discard, moment);
    }
    if (task instanceof AccountTask.ReleaseRefused refused) {
      return (book, moment) -> Approving.releaseRefused(book, refused, moment);
    }
    throw new IllegalArgumentException("not a task of this stage: " + task);
  }
}
