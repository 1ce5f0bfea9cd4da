package io.evenkeel.core.approval;

/**
 * Why a command about a request was refused.
 *
 * @param sentence why, and what to do
 */
public record Refusal(Code code, String sentence) {
  /** Every reason there is. */
  public enum Code {
    INVALID_COMMAND,
    UNKNOWN_TYPE,
    UNKNOWN_ACCOUNT,
    UNKNOWN_REQUEST,
    WRONG_FIRM,
    WRONG_STATE,
    REQUEST_ID_USED,
    STILL_BUILDING,
    ALREADY_APPROVED,
    ALREADY_CANCELED,
    ALREADY_EXPIRED,
    NOTHING_TO_APPROVE,
    NOTHING_TO_RETRY,
    NO_ACCOUNTS,
    DUPLICATE_ACCOUNT,
    TOO_MANY_ACCOUNTS
  }
}
