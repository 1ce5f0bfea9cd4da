package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;

/** Whom an account belongs to; every output about it carries these. Survives its deletion. */
public record Owner(String accountId, String firmId, String advisorId, String custodianId) {
  public static Owner of(Account account) {
    return new Owner(
        account.accountId(), account.firmId(), account.advisorId(), account.custodianId());
  }
}
