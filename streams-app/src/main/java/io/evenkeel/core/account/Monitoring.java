package io.evenkeel.core.account;

/** Stage 2 of 5 for one account: what it is, against what was last said of it. */
public final class Monitoring {
  private Monitoring() {}

  /**
   * Judges the account on the newest prices and says the difference from what was last said: drift
   * events, advisories, status. Takes an own target, and what an established opening owes.
   */
  public static Decision judge(AccountBook book, Moment moment) {
    throw new IllegalStateException("account");
  }

  /** The same look, without saying or remembering anything. Judged even where not monitored. */
  public static Look look(AccountBook book, Moment moment) {
    throw new IllegalStateException("account");
  }
}
