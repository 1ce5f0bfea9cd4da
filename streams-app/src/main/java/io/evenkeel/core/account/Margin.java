package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.Uncheckable.Reason;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maintenance margin: equity must be at least m times exposure.
 *
 * @param equity of MANAGED and MODEL sleeves, in dollars
 * @param exposure value of their holdings, in dollars
 */
record Margin(Rational equity, Rational exposure) {
  /** Without an answer to these, nobody knows what the account is worth. */
  private static final Set<Reason> WORTH_UNKNOWN =
      EnumSet.complementOf(
          EnumSet.of(
              Reason.TARGET_UNKNOWN,
              Reason.TARGET_INVALID,
              Reason.MODEL_UNKNOWN,
              Reason.EQUITY_NOT_POSITIVE,
              Reason.SLEEVE_EQUITY_NOT_POSITIVE));

  /**
   * What a judgement says of it; {@code null} where it cannot be told. An account whose equity is
   * gone cannot be judged, and its call is told all the same.
   */
  static @Nullable Margin of(Judgement judgement, @Nullable Positions positions, Boards boards) {
    if (judgement instanceof Judgement.Checkable checkable) {
      return new Margin(checkable.equity(), checkable.exposure());
    }
    var reasons = ((Judgement.NotCheckable) judgement).reasons();
    var worthKnown = reasons.stream().noneMatch(r -> WORTH_UNKNOWN.contains(r.reason()));
    return worthKnown && positions != null ? valued(positions, boards) : null;
  }

  private static @Nullable Margin valued(Positions positions, Boards boards) {
    var cash = Rational.ZERO;
    var exposure = Rational.ZERO;
    for (var sleeve : positions.sleeves()) {
      if (sleeve.kind() == Sleeve.Kind.MANAGED || sleeve.kind() == Sleeve.Kind.MODEL) {
        var value = value(sleeve, boards);
        if (value == null) {
          return null;
        }
        cash = cash.plus(sleeve.cash().exact());
        exposure = exposure.plus(value);
      }
    }
    return new Margin(cash.plus(exposure), exposure);
  }

  private static @Nullable Rational value(Sleeve sleeve, Boards boards) {
    var value = Rational.ZERO;
    for (var holding : sleeve.holdings()) {
      if (holding.quantity().signum() != 0) {
        var quote = boards.quote(holding.securityId());
        if (quote == null || quote.quarantined()) {
          return null;
        }
        value = value.plus(holding.quantity().exact().times(quote.price().exact()));
      }
    }
    return value;
  }

  /** What is missing, rounded to the cent; zero or less where nothing is. */
  Rational missing(GivenWeight maintenance) {
    return maintenance.exact().times(exposure).minus(equity);
  }

  /** The call at this maintenance margin; {@code null} where equity covers it. */
  @Nullable Money call(GivenWeight maintenance) {
    var missing = missing(maintenance);
    return missing.signum() > 0 ? Money.rounded(missing) : null;
  }

  /** The account's own share, else its custodian's, else the configured one. */
  static GivenWeight maintenance(Account account, AccountSettings settings) {
    var own = account.maintenanceMargin();
    return own != null
        ? own
        : settings
            .custodianMargins()
            .getOrDefault(account.custodianId(), settings.maintenanceMargin());
  }
}
