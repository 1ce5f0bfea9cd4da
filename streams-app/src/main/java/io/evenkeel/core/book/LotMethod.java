package io.evenkeel.core.book;

/** Which tax lots a sale takes; {@code CUSTODIAN_DEFAULT} leaves it to the custodian. */
public enum LotMethod {
  CUSTODIAN_DEFAULT,
  FIFO,
  HIFO,
  MIN_TAX
}
