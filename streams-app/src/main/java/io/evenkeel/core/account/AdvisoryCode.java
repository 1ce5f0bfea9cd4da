package io.evenkeel.core.account;

/** What an advisory about an account is about. */
public enum AdvisoryCode {
  LEVERAGE_PENDING,
  MARGIN_NOT_ENABLED,
  NEGATIVE_MANAGED_CASH,
  NO_TARGET_HELD_TO_CASH,
  MARGIN_CALL,
  BATCH_UNACKNOWLEDGED,
  BATCH_UNFINISHED,
  EXECUTION_ANOMALY,
  ORDERS_HELD,
  BATCH_NOT_CANCELED
}
