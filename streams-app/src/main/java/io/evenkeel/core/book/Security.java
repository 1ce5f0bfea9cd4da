package io.evenkeel.core.book;

import io.evenkeel.core.money.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Something priced. The ticker is an attribute, since tickers get reused.
 *
 * @param lot the smallest tradable step, above zero; 1 by default, 0.000001 where fractionable
 * @param averageDailyVolume units a day; {@code null} where unknown
 */
public record Security(
    String securityId,
    String symbol,
    @Nullable String cusip,
    @Nullable String figi,
    @Nullable String name,
    @Nullable String securityClass,
    String currency,
    Quantity lot,
    boolean fractionable,
    TradingStatus tradingStatus,
    @Nullable Quantity averageDailyVolume) {
  public static final Quantity WHOLE_SHARE = Quantity.of("1");
  public static final Quantity FRACTION = Quantity.of("0.000001");

  /** Whether a security is traded at all just now. */
  public enum TradingStatus {
    TRADING,
    HALTED
  }

  public Security {
    if (lot.signum() <= 0) {
      throw new IllegalArgumentException("the lot of " + securityId + " must be above 0: " + lot);
    }
  }

  /** What holds where nothing is said: US dollars, whole shares, trading. */
  public static Security withDefaults(String securityId) {
    return new Security(
        securityId,
        securityId,
        null,
        null,
        null,
        null,
        "USD",
        WHOLE_SHARE,
        false,
        TradingStatus.TRADING,
        null);
  }
}
