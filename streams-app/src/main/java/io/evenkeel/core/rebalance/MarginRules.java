package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.BuildResult.Failed;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What may be borrowed: configured leverage needs a margin account, Reg T bounds exposure, and a
 * withdrawal must not lead to a margin call.
 */
final class MarginRules {
  private MarginRules() {}

  /** Why nothing may be built at all; {@code null} where it may. */
  static @Nullable Failed refusal(BuildInput input) {
    if (input.account().mayBorrow()) {
      return null;
    }
    for (var line : input.target().lines()) {
      if (line.kind() == Component.Kind.MODEL && line.leverage().isLevered()) {
        return new Failed(
            IssueCode.MARGIN_NOT_ENABLED,
            "The target asks for leverage %s in model %s, and the account may not borrow: it is of type %s with margin %s. Enable margin at the custodian or lower the leverage."
                .formatted(
                    line.leverage(),
                    line.ref(),
                    input.account().type(),
                    input.account().marginEnabled() ? "on" : "off"));
      }
    }
    return null;
  }

  /**
   * Why these trades may not be made: they raise exposure past what equity allows.
   *
   * @param before the account as it is
   * @param after the account once they are filled
   */
  static @Nullable Failed refusal(Ledger before, Ledger after) {
    var call = marginCall(before, after);
    if (call != null) {
      return call;
    }
    var margin = before.input().settings().initialMargin();
    var exposure = after.exposure();
    if (!exposure.isGreaterThan(before.exposure())
        || !exposure.times(margin).isGreaterThan(after.equity())) {
      return null;
    }
    return new Failed(
        IssueCode.REG_T_EXCEEDED,
        "Exposure would be %s, more than %s of equity carries at initial margin %s. Lower the leverage or add cash."
            .formatted(
                LotRounding.money(LotRounding.cents(exposure)).inWords(),
                LotRounding.money(LotRounding.cents(after.equity())).inWords(),
                margin.toDecimal(2, RoundingMode.HALF_EVEN).toPlainString()));
  }

  /** Cash that leaves while others have lent it; a call that is there already may not grow. */
  private static @Nullable Failed marginCall(Ledger before, Ledger after) {
    var margin = before.input().settings().maintenanceMargin();
    if (margin == null
        || !(before.input().scope() instanceof BuildScope.CashMovement movement)
        || movement.flow().isDeposit()) {
      return null;
    }
    var missing = missing(after, margin);
    if (missing.signum() <= 0 || !missing.isGreaterThan(missing(before, margin))) {
      return null;
    }
    return new Failed(
        IssueCode.MARGIN_CALL,
        "After the withdrawal equity would be %s and exposure %s: at maintenance margin %s a margin call of %s. Withdraw less, or lower the leverage first."
            .formatted(
                LotRounding.money(LotRounding.cents(after.equity())).inWords(),
                LotRounding.money(LotRounding.cents(after.exposure())).inWords(),
                margin.toDecimal(2, RoundingMode.HALF_EVEN).toPlainString(),
                LotRounding.money(LotRounding.cents(missing)).inWords()));
  }

  private static Rational missing(Ledger ledger, Rational margin) {
    return ledger.exposure().times(margin).minus(ledger.equity());
  }
}
