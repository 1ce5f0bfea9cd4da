package io.evenkeel.core.account;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How far custodians are believed before the sleeve accounting has said the same.
 *
 * @param sleevesWithin how long the sleeves may be behind their custodian before a difference is
 *     one, whole days of it being business days; see docs/decisions/0070-reconciliation.md
 * @param cashTolerance a difference in cash of no more than this is none; at least 0
 * @param provisionalFills whether an account is judged on executions that its positions do not
 *     cover yet, where its custodian does not say
 * @param custodianFills the same, by custodianId
 */
public record CustodySettings(
    Duration sleevesWithin,
    Money cashTolerance,
    boolean provisionalFills,
    Map<String, Boolean> custodianFills) {
  public static final CustodySettings DEFAULTS =
      new CustodySettings(Duration.ofHours(24), Money.ZERO, false, Map.of());

  public CustodySettings {
    custodianFills = Map.copyOf(custodianFills);
    if (cashTolerance.signum() < 0) {
      throw new IllegalArgumentException("a tolerance is 0 or more, not " + cashTolerance);
    }
  }

  /** Whether any account may be judged so. */
  boolean isProvisional() {
    return provisionalFills || custodianFills.containsValue(true);
  }

  boolean isProvisional(String custodianId) {
    return Objects.requireNonNullElse(custodianFills.get(custodianId), provisionalFills);
  }

  boolean isTolerated(Quantity dollars) {
    return dollars.units().abs().compareTo(cashTolerance.dollars()) <= 0;
  }
}
