package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountTask;

/** Stage 3 of 5 for one account: a request asks for trades. */
public final class Building {
  private Building() {}

  /**
   * Builds on current prices: a proposal, no trades, or a failure with its reason. Every task is
   * answered by exactly one outcome. While a proposal of another request is pending, a build fails
   * with {@code ALREADY_PENDING}; the same request again is answered the same.
   */
  public static Decision build(AccountBook book, AccountTask.Build task, Moment moment) {
    throw new IllegalStateException("account");
  }
}
