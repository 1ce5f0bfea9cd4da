package io.evenkeel.core.tax;

import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.money.GivenWeight;
import java.time.LocalDate;

/**
 * What sales are estimated by.
 *
 * @param method FIFO, HIFO or MIN_TAX: the target's, or else the custodian's
 * @param shortTermRate tax on a gain of a lot held for a year or less, at least 0
 * @param longTermRate tax on any other gain, at least 0
 * @param day on which it would be sold, where the custodian is
 */
public record TaxTerms(
    LotMethod method, GivenWeight shortTermRate, GivenWeight longTermRate, LocalDate day) {
  public static final TaxTerms DEFAULTS =
      new TaxTerms(LotMethod.FIFO, GivenWeight.of("0.37"), GivenWeight.of("0.20"), LocalDate.EPOCH);

  public TaxTerms {
    if (method == LotMethod.CUSTODIAN_DEFAULT) {
      throw new IllegalArgumentException("the custodian's method must be known here by its name");
    }
  }

  /** The same on another day. */
  public TaxTerms on(LocalDate other) {
    return new TaxTerms(method, shortTermRate, longTermRate, other);
  }

  /** Whether what was acquired then would be sold long-term: held for more than a year. */
  boolean isLongTerm(LocalDate acquired) {
    return day.isAfter(acquired.plusYears(1));
  }
}
