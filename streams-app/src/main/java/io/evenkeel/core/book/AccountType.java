package io.evenkeel.core.book;

/** Whether an account may borrow. */
public enum AccountType {
  CASH,
  MARGIN
}
