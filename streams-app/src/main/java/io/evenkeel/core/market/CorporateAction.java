package io.evenkeel.core.market;

import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Rational;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A split, merger or symbol change. From the beginning of its day, in New York, a price and a
 * quantity belong together only where both are of that day or later.
 *
 * @param ratio new units for an old one, above 0; {@code null} where none are exchanged
 * @param newSecurityId what holders have afterwards; {@code null} where it stays the same
 */
public record CorporateAction(
    String securityId,
    Type type,
    LocalDate effectiveDate,
    @Nullable Rational ratio,
    @Nullable String newSecurityId) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final int PRICE_PLACES = 6;

  /** What happens. */
  public enum Type {
    SPLIT,
    MERGER,
    SYMBOL_CHANGE
  }

  public CorporateAction {
    if (ratio != null && ratio.signum() <= 0) {
      throw new IllegalArgumentException("the ratio of " + securityId + " must be above 0");
    }
    if (type == Type.SPLIT && ratio == null) {
      throw new IllegalArgumentException("the split of " + securityId + " needs a ratio");
    }
  }

  /** When it takes effect. */
  public Instant effectiveAt() {
    return effectiveDate.atStartOfDay(NEW_YORK).toInstant();
  }

  /**
   * Whether a holding cannot be valued for now: its quantity is from before, or, of a split, its
   * price is. The price of what is merged or renamed stays the last that there was.
   */
  public boolean isPending(Instant positionsAsOf, Instant priceAsOf, Instant now) {
    var at = effectiveAt();
    return !now.isBefore(at)
        && (positionsAsOf.isBefore(at) || (type == Type.SPLIT && priceAsOf.isBefore(at)));
  }

  /** What a price from before a split comes to after it, for one made at this time. */
  Tick expected(Tick last, Instant asOf) {
    var at = effectiveAt();
    return type == Type.SPLIT && ratio != null && last.asOf().isBefore(at) && !asOf.isBefore(at)
        ? new Tick(after(last.price(), ratio), last.currency(), last.asOf())
        : last;
  }

  private static Price after(Price price, Rational ratio) {
    return new Price(
        price.exact().dividedBy(ratio).toDecimal(PRICE_PLACES, RoundingMode.HALF_EVEN));
  }
}
