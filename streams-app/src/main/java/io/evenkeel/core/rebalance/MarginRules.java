package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.rebalance.BuildResult.Failed;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What may be borrowed: configured leverage needs a margin account, and Reg T bounds exposure. */
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
                LotRounding.money(LotRounding.cents(exposure)),
                LotRounding.money(LotRounding.cents(after.equity())),
                margin.toDecimal(2, RoundingMode.HALF_EVEN).toPlainString()));
  }
}
