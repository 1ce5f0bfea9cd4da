package io.evenkeel.core.limits;

import io.evenkeel.core.approval.BusinessCalendars;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the last step before a custodian never lets pass. An empty limit is none.
 *
 * @param orderNotional the most that one order may be worth
 * @param batchNotional the most that the orders of one batch may be worth together
 * @param priceCollar how far the last good price may be from the price that an order was sized at,
 *     as a share of the latter; exactly so far is within it
 * @param priceMaxAge how old the last good price of a security in an order may be
 * @param ordersPerDay orders of one account on one business day, at most
 * @param custodianPerMinute what may be sent to one custodian
 * @param firmPerMinute what may be sent for one firm, divided among the custodians
 * @param duplicatesWithin how long the same order under another id counts as a duplicate
 * @param calendars whose business days are counted
 */
public record LimitSettings(
    Optional<Money> orderNotional,
    Optional<Money> batchNotional,
    Optional<Rational> priceCollar,
    Optional<Duration> priceMaxAge,
    Optional<Integer> ordersPerDay,
    PerMinute custodianPerMinute,
    PerMinute firmPerMinute,
    Optional<Duration> duplicatesWithin,
    BusinessCalendars calendars) {
  /** As shipped, for one custodian. */
  public static final LimitSettings DEFAULTS =
      new LimitSettings(
          Optional.of(Money.of("25000000")),
          Optional.of(Money.of("100000000")),
          Optional.of(Rational.of("0.05")),
          Optional.of(Duration.ofDays(4)),
          Optional.of(2_000),
          new PerMinute(Optional.of(Money.of("25000000000")), Map.of(), 1),
          new PerMinute(Optional.of(Money.of("25000000000")), Map.of(), 1),
          Optional.of(Duration.ofMinutes(1)),
          BusinessCalendars.DEFAULT);

  /** Nothing is limited. */
  public static final LimitSettings OFF =
      new LimitSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          PerMinute.OFF,
          PerMinute.OFF,
          Optional.empty(),
          BusinessCalendars.DEFAULT);

  /** Whether any order is held against the last good price. */
  boolean asksForPrices() {
    return priceCollar.isPresent() || priceMaxAge.isPresent();
  }
}
