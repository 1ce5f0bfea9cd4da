package io.evenkeel.core.book;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What must not be done with one security in one account, or what is held in its place.
 *
 * @param replacement what takes the weight of an excluded security; {@code null} elsewhere
 * @param substituteId the security that takes its weight under SUBSTITUTE; {@code null} elsewhere
 * @param from the first day on which it stands; {@code null}: it always did
 * @param until the last day on which it stands; {@code null}: it has no end
 */
public record Restriction(
    String securityId,
    Kind kind,
    @Nullable Replacement replacement,
    @Nullable String substituteId,
    @Nullable LocalDate from,
    @Nullable LocalDate until) {

  /** What is restricted. */
  public enum Kind {
    DO_NOT_BUY,
    DO_NOT_SELL,
    DO_NOT_TRADE,
    /** It is not to be held: whatever asks for it asks for its replacement. */
    EXCLUDE,
    /** Whatever asks for it asks for another security. */
    SUBSTITUTE
  }

  /** What takes the weight of an excluded security. */
  public enum Replacement {
    CASH,
    /** Everything else beside it but cash, in proportion to weight. */
    PRO_RATA
  }

  public Restriction {
    if ((kind == Kind.EXCLUDE) != (replacement != null)) {
      throw new IllegalArgumentException(
          "restriction of " + securityId + ": EXCLUDE names a replacement, and no other does");
    }
    if ((kind == Kind.SUBSTITUTE) != (substituteId != null)) {
      throw new IllegalArgumentException(
          "restriction of " + securityId + ": SUBSTITUTE names a substitute, and no other does");
    }
    if (securityId.equals(substituteId)) {
      throw new IllegalArgumentException(
          "restriction of " + securityId + ": it cannot be its own substitute");
    }
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException(
          "restriction of %s: its end %s is before its start %s"
              .formatted(securityId, until, from));
    }
  }

  /** Whether it stands on this day; both ends count. */
  public boolean standsOn(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
  }

  /** Whether it changes what the account is held against, and not only what may be traded. */
  public boolean changesTarget() {
    return kind == Kind.EXCLUDE || kind == Kind.SUBSTITUTE;
  }

  public boolean forbidsBuying() {
    return kind == Kind.DO_NOT_BUY || kind == Kind.DO_NOT_TRADE;
  }

  public boolean forbidsSelling() {
    return kind == Kind.DO_NOT_SELL || kind == Kind.DO_NOT_TRADE;
  }
}
