package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Positions;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2, taking in: what an account, positions or a command change in the book. None of them
 * judges: the caller marks the account dirty, and {@link Monitoring#judge} says what follows.
 */
public final class Inputs {
  private Inputs() {}

  /**
   * The account as it is now; {@code null}, a tombstone, stops monitoring and fails what is
   * pending, while sequence, batches and order ids stay.
   */
  public static Decision account(AccountBook book, @Nullable Account account, Moment moment) {
    throw new IllegalStateException("account");
  }

  /**
   * A snapshot; {@code null}, a tombstone, leaves none. An older version than the one applied is
   * kept out as superseded, the same version as a duplicate. May come before its account.
   */
  public static Decision positions(AccountBook book, @Nullable Positions positions, Moment moment) {
    throw new IllegalStateException("account");
  }

  /** A command; one for an unknown account waits for it as long as the settings say. */
  public static Decision command(AccountBook book, AccountCommand command, Moment moment) {
    throw new IllegalStateException("account");
  }
}
