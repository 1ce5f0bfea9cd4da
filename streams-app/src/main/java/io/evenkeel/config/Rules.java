package io.evenkeel.config;

import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.account.CustodySettings;
import io.evenkeel.core.account.TaxSettings;
import io.evenkeel.core.approval.BusinessCalendar;
import io.evenkeel.core.approval.BusinessCalendars;
import io.evenkeel.core.approval.RequestSettings;
import io.evenkeel.core.drift.DriftSettings;
import io.evenkeel.core.drift.Hysteresis;
import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.limits.LimitSettings;
import io.evenkeel.core.limits.PerMinute;
import io.evenkeel.core.market.GuardSettings;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.BuildSettings;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the core is bound by, as it was configured. */
public final class Rules {
  private static final int WEIGHT_PLACES = 8;
  private static final List<Key<?>> LIMITS =
      List.of(
          Keys.ORDER_NOTIONAL,
          Keys.BATCH_NOTIONAL,
          Keys.PRICE_COLLAR,
          Keys.PRICE_MAX_AGE,
          Keys.ORDERS_PER_DAY,
          Keys.CUSTODIAN_PER_MINUTE,
          Keys.FIRM_PER_MINUTE,
          Keys.DUPLICATE_WINDOW);

  private final Configuration configuration;

  public Rules(Configuration configuration) {
    this.configuration = configuration;
  }

  /** What accounts are judged, built and watched by. */
  public AccountSettings accounts() {
    var margins = new HashMap<String, GivenWeight>();
    configuration
        .family(Keys.MAINTENANCE_CUSTODIAN)
        .forEach((custodian, margin) -> margins.put(custodian, weight(margin)));
    return new AccountSettings(
        new DriftSettings(new Hysteresis(configuration.get(Keys.HYSTERESIS)), staleAfter()),
        build(),
        calendars(),
        weight(configuration.get(Keys.MAX_PRICE_MOVE)),
        weight(configuration.get(Keys.MAINTENANCE)),
        margins,
        configuration.get(Keys.NEGATIVE_CASH).negate(),
        configuration.get(Keys.ACKNOWLEDGE_WITHIN),
        configuration.get(Keys.ACCOUNT_WAIT),
        tax(),
        custody());
  }

  /** What requests are held to. */
  public RequestSettings requests() {
    return new RequestSettings(
        calendars(), configuration.get(Keys.ANSWER_WITHIN), RequestSettings.DEFAULT.maxAccounts());
  }

  /** What the last step before a custodian never lets pass. */
  public LimitSettings limits() {
    return new LimitSettings(
        configuration.get(Keys.ORDER_NOTIONAL),
        configuration.get(Keys.BATCH_NOTIONAL),
        configuration.get(Keys.PRICE_COLLAR),
        configuration.get(Keys.PRICE_MAX_AGE),
        configuration.get(Keys.ORDERS_PER_DAY),
        new PerMinute(
            configuration.get(Keys.CUSTODIAN_PER_MINUTE),
            configuration.family(Keys.CUSTODIAN_PER_MINUTE_OWN),
            1),
        new PerMinute(
            configuration.get(Keys.FIRM_PER_MINUTE),
            configuration.family(Keys.FIRM_PER_MINUTE_OWN),
            configuration.get(Keys.CUSTODIANS).size()),
        configuration.get(Keys.DUPLICATE_WINDOW),
        calendars());
  }

  /** The same where every limit that was not written is off. */
  public LimitSettings limitsAsWritten() {
    var quiet = configuration;
    for (var key : LIMITS) {
      quiet = quiet.withDefault(key, "off");
    }
    return new Rules(quiet).limits();
  }

  /** How long ago the kill switch must be known to have been heard. */
  public Optional<Duration> controlsWithin() {
    return configuration.get(Keys.CONTROLS_WITHIN);
  }

  /** Which prices are believed. */
  public GuardSettings guard() {
    return new GuardSettings(
        configuration.get(Keys.JUMP_GUARD),
        configuration.get(Keys.JUMP_AGREE),
        configuration.get(Keys.JUMP_HOLD));
  }

  /** How old a price may be. */
  public StaleAfter staleAfter() {
    return new StaleAfter(
        configuration.get(Keys.STALE_AFTER), configuration.family(Keys.STALE_AFTER_CLASS));
  }

  private CustodySettings custody() {
    return new CustodySettings(
        configuration.get(Keys.SLEEVES_WITHIN),
        configuration.get(Keys.CASH_TOLERANCE),
        configuration.get(Keys.FILLS),
        configuration.family(Keys.FILLS_CUSTODIAN));
  }

  private TaxSettings tax() {
    return new TaxSettings(
        configuration.get(Keys.LOT_METHOD),
        configuration.family(Keys.LOT_METHOD_CUSTODIAN),
        weight(configuration.get(Keys.SHORT_TERM_RATE)),
        weight(configuration.get(Keys.LONG_TERM_RATE)));
  }

  private BuildSettings build() {
    return new BuildSettings(
        configuration.get(Keys.HYSTERESIS),
        configuration.get(Keys.INITIAL_MARGIN),
        configuration.get(Keys.TRADE_FLOOR),
        configuration.get(Keys.MAX_VOLUME_SHARE).orElse(null));
  }

  private BusinessCalendars calendars() {
    var zones = configuration.family(Keys.DAY_ZONE_CUSTODIAN);
    var cutOffs = configuration.family(Keys.DAY_CUTOFF_CUSTODIAN);
    var standard = calendar(zones, cutOffs, "");
    var custodians = new TreeSet<>(zones.keySet());
    custodians.addAll(cutOffs.keySet());
    var own = new HashMap<String, BusinessCalendar>();
    custodians.forEach(custodian -> own.put(custodian, calendar(zones, cutOffs, custodian)));
    return new BusinessCalendars(standard, own);
  }

  private BusinessCalendar calendar(
      Map<String, ZoneId> zones, Map<String, LocalTime> cutOffs, String custodian) {
    return new BusinessCalendar(
        zones.getOrDefault(custodian, configuration.get(Keys.DAY_ZONE)),
        cutOffs.getOrDefault(custodian, configuration.get(Keys.DAY_CUTOFF)));
  }

  /** As a given weight, which has 8 places; a finer share is rounded half-even. */
  private static GivenWeight weight(Rational share) {
    return new GivenWeight(share.toDecimal(WEIGHT_PLACES, RoundingMode.HALF_EVEN));
  }
}
