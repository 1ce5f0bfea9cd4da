package io.evenkeel.core.account;

/** How much an advisory matters. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL
}
