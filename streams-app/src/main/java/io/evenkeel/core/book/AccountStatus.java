package io.evenkeel.core.book;

/** Where an account stands with its custodian; only {@code ACTIVE} ones are monitored. */
public enum AccountStatus {
  ONBOARDING,
  ACTIVE,
  FROZEN,
  CLOSING,
  CLOSED
}
