package io.evenkeel.pipeline.drift;

import io.evenkeel.core.account.AccountCommand;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.CustodianPositions;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Restrictions;
import org.jspecify.annotations.Nullable;

/** What an account is told. */
public sealed interface AccountInput {
  /**
   * By topic {@code accounts}.
   *
   * @param account {@code null} where it was deleted
   */
  record Known(@Nullable Account account) implements AccountInput {}

  /**
   * By topic {@code positions}.
   *
   * @param positions {@code null} where they were withdrawn
   */
  record Held(@Nullable Positions positions) implements AccountInput {}

  /**
   * By topic {@code custodian-positions}.
   *
   * @param said {@code null} where the custodian says nothing any more
   */
  record Confirmed(@Nullable CustodianPositions said) implements AccountInput {}

  /**
   * By topic {@code restrictions}.
   *
   * @param restrictions none where they were withdrawn
   */
  record Limited(Restrictions restrictions) implements AccountInput {}

  /** By topic {@code account-commands}. */
  record Asked(AccountCommand command) implements AccountInput {}
}
