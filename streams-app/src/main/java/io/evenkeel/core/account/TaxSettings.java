package io.evenkeel.core.account;

import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.tax.TaxTerms;
import java.time.LocalDate;
import java.util.Map;

/**
 * What gains are estimated by.
 *
 * @param lotMethod how custodians sell lots where neither the target nor the custodian says
 * @param custodianMethods by custodianId
 * @param shortTermRate tax on gains of lots held for a year or less
 * @param longTermRate tax on other gains
 */
public record TaxSettings(
    LotMethod lotMethod,
    Map<String, LotMethod> custodianMethods,
    GivenWeight shortTermRate,
    GivenWeight longTermRate) {
  public static final TaxSettings DEFAULTS =
      new TaxSettings(
          TaxTerms.DEFAULTS.method(),
          Map.of(),
          TaxTerms.DEFAULTS.shortTermRate(),
          TaxTerms.DEFAULTS.longTermRate());

  public TaxSettings {
    custodianMethods = Map.copyOf(custodianMethods);
  }

  /** For sales of an account at this custodian, on this day, under such a target. */
  TaxTerms terms(LotMethod ofTarget, String custodianId, LocalDate day) {
    var method =
        ofTarget == LotMethod.CUSTODIAN_DEFAULT
            ? custodianMethods.getOrDefault(custodianId, lotMethod)
            : ofTarget;
    return new TaxTerms(method, shortTermRate, longTermRate, day);
  }
}
