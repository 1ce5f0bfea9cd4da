package io.evenkeel.pipeline.wire;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Affiliation;
import io.evenkeel.core.approval.RetryMessage;
import org.jspecify.annotations.Nullable;

/** What a request is told by topic {@code account-outcomes}. */
public sealed interface RequestMessage {
  /**
   * By an account.
   *
   * @param owner {@code null} where nobody knows the account
   */
  record Answer(AccountOutcome outcome, @Nullable Affiliation owner) implements RequestMessage {}

  /** By another request. */
  record Retry(RetryMessage message) implements RequestMessage {}
}
