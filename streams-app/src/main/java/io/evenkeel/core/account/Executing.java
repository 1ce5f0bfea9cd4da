package io.evenkeel.core.account;

import io.evenkeel.core.history.Execution;

/** Stage 5 of 5 for one account: what the custodian says of its batch. */
public final class Executing {
  private Executing() {}

  /** Folds one execution result, once, in whatever order it comes. */
  public static Decision apply(AccountBook book, Execution execution, Moment moment) {
    throw new IllegalStateException("account");
  }
}
