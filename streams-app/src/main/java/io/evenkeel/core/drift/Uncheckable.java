package io.evenkeel.core.drift;

/**
 * Why an account cannot be judged just now.
 *
 * @param subject the security, model, target or sleeve concerned; empty for the account itself
 */
public record Uncheckable(Reason reason, String subject) implements Comparable<Uncheckable> {
  /** The reasons; one account may have several. */
  public enum Reason {
    POSITIONS_MISSING,
    CURRENCY_UNSUPPORTED,
    SECURITY_UNKNOWN,
    PRICE_MISSING,
    PRICE_QUARANTINED,
    PRICE_STALE,
    TARGET_UNKNOWN,
    TARGET_INVALID,
    MODEL_UNKNOWN,
    EQUITY_NOT_POSITIVE,
    SLEEVE_EQUITY_NOT_POSITIVE,
    CORPORATE_ACTION_PENDING
  }

  @Override
  public int compareTo(Uncheckable other) {
    var byReason = reason.compareTo(other.reason);
    return byReason != 0 ? byReason : subject.compareTo(other.subject);
  }
}
