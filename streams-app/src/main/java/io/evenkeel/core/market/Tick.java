package io.evenkeel.core.market;

import io.evenkeel.core.money.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One price as somebody published it. Whether it is above zero is the price guard's to say.
 *
 * @param price below {@link #LIMIT} either side of zero, so that a board keeps it as one number of
 *     millionths
 * @param currency three capital letters of ISO 4217, such as USD
 * @param asOf when it was made at its source; kept to the microsecond
 */
public record Tick(Price price, String currency, Instant asOf) {
  /** No price reaches it: 9,000,000,000,000 per unit. */
  public static final BigDecimal LIMIT = new BigDecimal("9000000000000");

  public Tick {
    if (price.perUnit().abs().compareTo(LIMIT) >= 0) {
      throw new IllegalArgumentException("a price is below " + LIMIT + ": " + price);
    }
    requireCurrencyCode(currency);
    asOf = asOf.truncatedTo(ChronoUnit.MICROS);
  }

  private static void requireCurrencyCode(String currency) {
    if (currency.length() != 3 || !currency.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new IllegalArgumentException(
          "a currency is three capital letters, such as USD: \"" + currency + "\"");
    }
  }
}
