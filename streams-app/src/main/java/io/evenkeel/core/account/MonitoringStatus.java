package io.evenkeel.core.account;

/** What monitoring says of an account. */
public enum MonitoringStatus {
  NOT_MONITORED,
  NOT_FLAGGED,
  FLAGGED,
  UNCHECKABLE
}
