package io.evenkeel.core.market;

import io.evenkeel.core.money.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One price as somebody published it. Whether it is above zero is the price guard's to say.
 *
 * @param price below {@link #LIMIT} either side of zero: what is beyond is a fault of its source
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
    var letters = 0;
    while (letters < currency.length() && isCapital(currency.charAt(letters))) {
      letters++;
    }
    if (letters != 3 || currency.length() != 3) {
      throw new IllegalArgumentException(
          "a currency is three capital letters, such as USD: \"" + currency + "\"");
    }
  }

  private static boolean isCapital(char letter) {
    return letter >= 'A' && letter <= 'Z';
  }

  /** Microseconds since 1970 at which it was made. */
  public long asOfMicros() {
    return Math.addExact(
        Math.multiplyExact(asOf.getEpochSecond(), 1_000_000L), asOf.getNano() / 1_000);
  }

  /** Whether the two say the same; most ticks differ in when they were made. */
  boolean repeats(@Nullable Tick other) {
    return other != null
        && asOf.equals(other.asOf)
        && price.perUnit().equals(other.price.perUnit())
        && currency.equals(other.currency);
  }
}
