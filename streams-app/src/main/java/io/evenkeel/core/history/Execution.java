package io.evenkeel.core.history;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a custodian said of an order, or, without an order, of a whole batch.
 *
 * @param executionId unique at the custodian; the same id again is the same execution
 * @param refExecutionId what a BUST or CORRECT withdraws or replaces
 * @param orderId {@code null} where the whole batch is meant
 * @param custodianId the custodian on whose topic it came
 * @param quantity of a fill; of a CANCELED or EXPIRED all that was filled of the order before it,
 *     where the custodian states that
 */
public record Execution(
    String executionId,
    Type type,
    @Nullable String refExecutionId,
    @Nullable String orderId,
    @Nullable String custodianOrderId,
    String accountId,
    String batchId,
    String custodianId,
    @Nullable Quantity quantity,
    @Nullable Price price,
    @Nullable Money fees,
    @Nullable Money netAmount,
    @Nullable LocalDate tradeDate,
    @Nullable LocalDate settleDate,
    @Nullable String reason,
    Instant at) {
  /** The kinds of execution result. */
  public enum Type {
    ACK,
    PARTIAL,
    FILL,
    REJECT,
    CANCELED,
    EXPIRED,
    BUST,
    CORRECT,
    /** It could not be canceled any more, and goes on. */
    CANCEL_REJECTED
  }
}
