package io.evenkeel.core.book;

import io.evenkeel.core.money.GivenWeight;
import org.jspecify.annotations.Nullable;

/**
 * A client account at a custodian. Ids are opaque.
 *
 * @param maintenanceMargin share of exposure that equity must cover, in (0, 1]; {@code null} takes
 *     the custodian's or the default
 * @param group accounts whose tax is looked at together; {@code null} where there is none
 * @param currency ISO 4217; another than USD makes the account uncheckable
 */
public record Account(
    String accountId,
    String firmId,
    String advisorId,
    String custodianId,
    String custodianAccountRef,
    String registration,
    AccountType type,
    boolean marginEnabled,
    @Nullable GivenWeight maintenanceMargin,
    @Nullable String group,
    String currency,
    AccountStatus status) {

  /** Whether configured leverage above 1 is allowed: type MARGIN, and switched on. */
  public boolean mayBorrow() {
    return type == AccountType.MARGIN && marginEnabled;
  }
}
