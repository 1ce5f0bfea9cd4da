package io.evenkeel.core.history;

import org.jspecify.annotations.Nullable;

/**
 * Something that execution results say and that cannot be, or that nobody expected. The results are
 * kept all the same.
 *
 * @param executionId the result that says so; {@code null} where several do together
 * @param orderId {@code null} where no order is named
 */
public record Anomaly(
    Code code, @Nullable String executionId, @Nullable String orderId, String sentence) {
  /** What is wrong. */
  public enum Code {
    /** The order is not in the batch: not counted. */
    UNKNOWN_ORDER,
    /** It came on the topic of another custodian than the batch's: not counted. */
    WRONG_CUSTODIAN,
    /** It names another batch than the order's: counted for the order. */
    WRONG_BATCH,
    /** More was filled than ordered: counted. */
    OVERFILL,
    /** It happened after the order was rejected, canceled or expired: counted. */
    FILL_AFTER_TERMINAL,
    /** One executionId with two contents: the earliest counts. */
    CONFLICTING_DUPLICATE,
    /** A fill without a quantity or a price, or with an impossible one: not counted. */
    INCOMPLETE,
    /** A bust or correction that names no execution: not counted. */
    MISSING_REFERENCE,
    /** A bust or correction that names itself, or something that is no fill. */
    BAD_REFERENCE,
    /** Two corrections of one execution: the last counts. */
    CORRECTED_TWICE
  }

  static Anomaly of(Code code, Execution execution, String what) {
    var sentence = "execution %s %s".formatted(execution.executionId(), what);
    return new Anomaly(code, execution.executionId(), execution.orderId(), sentence);
  }
}
