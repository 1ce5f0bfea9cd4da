package io.evenkeel.core.tax;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.time.LocalDate;
import java.util.List;
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

  /**
   * Whether a sale is one: some lot that it takes cost more per unit than it brings. Lots are taken
   * in their own order, as far as it goes; one without a basis tells of no loss.
   *
   * @param perUnit after fees, where they are known
   */
  public static boolean isLoss(List<Lot> lots, Quantity sold, Rational perUnit) {
    var left = sold;
    for (var lot : lots) {
      if (left.signum() > 0 && costsMore(lot, perUnit)) {
        return true;
      }
      left = left.minus(lot.quantity());
    }
    return false;
  }

  private static boolean costsMore(Lot lot, Rational perUnit) {
    var basis = lot.costBasis();
    return basis != null && basis.exact().isGreaterThan(perUnit.times(lot.quantity().exact()));
  }

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
