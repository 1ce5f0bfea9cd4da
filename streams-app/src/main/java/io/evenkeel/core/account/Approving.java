package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountTask;

/** Stage 4 of 5 for one account: a proposal becomes a batch, or is forgotten. */
public final class Approving {
  private Approving() {}

  /**
   * Hands the pending proposal over as a batch, if the world is still the one that it was built on;
   * otherwise the outcome is {@code STALE_PROPOSAL} and nothing is traded.
   */
  public static Decision approve(AccountBook book, AccountTask.Approve task, Moment moment) {
    throw new IllegalStateException("account");
  }

  /** Forgets the request's proposal; nothing where none is pending. */
  public static Decision discard(AccountBook book, AccountTask.Discard task, Moment moment) {
    throw new IllegalStateException("account");
  }

  /** Undoes the handing over: not in flight, leverage and acknowledgement as before. */
  public static Decision releaseRefused(
      AccountBook book, AccountTask.ReleaseRefused task, Moment moment) {
    throw new IllegalStateException("account");
  }
}
