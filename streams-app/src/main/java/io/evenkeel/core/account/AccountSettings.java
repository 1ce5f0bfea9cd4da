package io.evenkeel.core.account;

import io.evenkeel.core.approval.BusinessCalendars;
import io.evenkeel.core.drift.DriftSettings;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildSettings;
import java.time.Duration;
import java.util.Map;

/**
 * What is configured about accounts.
 *
 * @param drift what judging is bound by
 * @param build what trade building is bound by; its hysteresis is that of judging
 * @param calendars business days and their ends, by custodian
 * @param maxPriceMove a proposal is stale once the price of a security in its orders moved by more
 *     than this share since it was built
 * @param maintenanceMargin share of exposure that equity must cover where neither the account nor
 *     its custodian says
 * @param custodianMargins by custodianId
 * @param negativeCashFrom managed cash below minus this raises an advisory; at least 0
 * @param unacknowledgedAfter how long a batch may go without any answer
 * @param tax what gains are estimated by
 * @param waitForAccount how long a command waits for its account to become known
 * @param custody how far custodians are believed
 */
public record AccountSettings(
    DriftSettings drift,
    BuildSettings build,
    BusinessCalendars calendars,
    GivenWeight maxPriceMove,
    GivenWeight maintenanceMargin,
    Map<String, GivenWeight> custodianMargins,
    Money negativeCashFrom,
    Duration unacknowledgedAfter,
    Duration waitForAccount,
    TaxSettings tax,
    CustodySettings custody) {
  public static final AccountSettings DEFAULTS =
      new AccountSettings(
          DriftSettings.DEFAULTS,
          BuildSettings.DEFAULTS,
          BusinessCalendars.DEFAULT,
          GivenWeight.of("0.02"),
          GivenWeight.of("0.25"),
          Map.of(),
          Money.ZERO,
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          TaxSettings.DEFAULTS,
          CustodySettings.DEFAULTS);

  /** That leave custody as it is by default. */
  public AccountSettings(
      DriftSettings drift,
      BuildSettings build,
      BusinessCalendars calendars,
      GivenWeight maxPriceMove,
      GivenWeight maintenanceMargin,
      Map<String, GivenWeight> custodianMargins,
      Money negativeCashFrom,
      Duration unacknowledgedAfter,
      Duration waitForAccount,
      TaxSettings tax) {
    this(
        drift,
        build,
        calendars,
        maxPriceMove,
        maintenanceMargin,
        custodianMargins,
        negativeCashFrom,
        unacknowledgedAfter,
        waitForAccount,
        tax,
        CustodySettings.DEFAULTS);
  }

  /** The same, believing custodians so far. */
  public AccountSettings withCustody(CustodySettings other) {
    return new AccountSettings(
        drift,
        build,
        calendars,
        maxPriceMove,
        maintenanceMargin,
        custodianMargins,
        negativeCashFrom,
        unacknowledgedAfter,
        waitForAccount,
        tax,
        other);
  }

  public AccountSettings {
    custodianMargins = Map.copyOf(custodianMargins);
    if (!build.hysteresis().equals(drift.hysteresis().share())) {
      throw new IllegalArgumentException(
          "building and judging need one hysteresis: %s and %s"
              .formatted(build.hysteresis(), drift.hysteresis().share()));
    }
  }
}
