package io.evenkeel.core.tax;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A sale at a loss. Buying the same security again within {@link #BLOCKED_DAYS} days would be a
 * wash sale, in the account and in every other one of its group.
 *
 * @param group of the account within its firm when it sold; {@code null} where it had none
 * @param orderId the order that sold
 * @param soldOn trade date of its last execution
 */
public record LossSale(
    String firmId,
    String accountId,
    @Nullable String group,
    String securityId,
    String orderId,
    LocalDate soldOn) {
  /** How many days after the sale the block lasts; the last of them counts. */
  public static final int BLOCKED_DAYS = 30;

  public LocalDate blockedThrough() {
    return soldOn.plusDays(BLOCKED_DAYS);
  }

  /** Whether buying is blocked on this day; a sale that is dated later blocks already. */
  public boolean blocksOn(LocalDate day) {
    return !day.isAfter(blockedThrough());
  }

  /** Whether it is over for good, wherever on earth it is looked at. */
  public boolean isForgettable(LocalDate day) {
    return day.isAfter(blockedThrough().plusDays(1));
  }
}
