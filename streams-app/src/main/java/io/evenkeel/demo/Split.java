package io.evenkeel.demo;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.market.CorporateAction;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The demo's one corporate action. On the day of a split its security opens late: until then its
 * price is that of the last close, and whatever is published of accounts that hold it is of the
 * last close as well.
 *
 * @param ratio new shares for one old
 * @param effectiveDate a day in New York
 */
record Split(String securityId, int ratio, LocalDate effectiveDate) {
  private static final Duration CLOSED_BEFORE_MIDNIGHT = Duration.ofHours(8);
  private static final int PRICE_PLACES = 6;

  Instant effectiveAt() {
    return new CorporateAction(
            securityId, CorporateAction.Type.SPLIT, effectiveDate, Rational.of(ratio), null)
        .effectiveAt();
  }

  /** The close of the day before. */
  Instant lastClose() {
    return effectiveAt().minus(CLOSED_BEFORE_MIDNIGHT);
  }

  /** Whether a price is of the day of the split, or newer. */
  boolean isIn(Prices.Quote quote) {
    return !quote.asOf().isBefore(effectiveAt());
  }

  /** Whether these positions hold shares from before the split. */
  boolean isDueIn(Positions positions) {
    return positions.asOf().isBefore(effectiveAt()) && isHeldIn(positions);
  }

  boolean isHeldIn(Positions positions) {
    return positions.sleeves().stream()
        .flatMap(sleeve -> sleeve.holdings().stream())
        .anyMatch(holding -> holding.securityId().equals(securityId));
  }

  /** The first price after it, of the last one before. */
  BigDecimal opening(BigDecimal close) {
    return close.divide(BigDecimal.valueOf(ratio), PRICE_PLACES, RoundingMode.HALF_EVEN);
  }

  /** What one share costs as such an account counts its shares. */
  BigDecimal perShare(Positions positions, String security, Prices.Quote quote) {
    var isOld = security.equals(securityId) && isIn(quote) && isDueIn(positions);
    return isOld ? quote.price().multiply(BigDecimal.valueOf(ratio)) : quote.price();
  }
}
