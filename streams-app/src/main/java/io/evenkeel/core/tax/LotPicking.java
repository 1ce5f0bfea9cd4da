package io.evenkeel.core.tax;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which lots a sale takes. FIFO: the oldest first. HIFO: the highest basis per unit first. MIN_TAX:
 * the lowest tax per unit first, losses at the short-term rate before losses at the long-term one;
 * a lot without a date is taxed as short-term. What is not known comes last: a date under FIFO, a
 * basis under the others. Ties go to the older lot, then to the one named first.
 */
public final class LotPicking {
  private static final Comparator<Lot> OLDEST_FIRST =
      Comparator.comparing(lot -> lot.acquired() == null ? LocalDate.MAX : lot.acquired());

  private LotPicking() {}

  /**
   * The lots, or parts of lots, that are sold, in the order in which they are taken; together less
   * than what is sold where the holding's lots do not come to that.
   */
  public static List<Lot> pick(List<Lot> held, Quantity sold, Price price, TaxTerms terms) {
    var picked = new ArrayList<Lot>();
    var left = sold;
    for (var lot : inOrder(held, price, terms)) {
      if (left.signum() > 0) {
        var taken = lot.quantity().compareTo(left) <= 0 ? lot : part(lot, left);
        picked.add(taken);
        left = left.minus(taken.quantity());
      }
    }
    return picked;
  }

  private static List<Lot> inOrder(List<Lot> held, Price price, TaxTerms terms) {
    Comparator<Lot> first =
        switch (terms.method()) {
          case FIFO -> OLDEST_FIRST;
          case HIFO -> knownFirst().thenComparing(LotPicking::basisPerUnit, reversed());
          case MIN_TAX ->
              knownFirst().thenComparing(lot -> taxPerUnit(lot, price, terms), exactly());
          case CUSTODIAN_DEFAULT -> throw new IllegalStateException("not a method of its own");
        };
    return held.stream()
        .filter(lot -> lot.quantity().signum() > 0)
        .sorted(first.thenComparing(OLDEST_FIRST))
        .toList();
  }

  private static Comparator<Lot> knownFirst() {
    return Comparator.comparing(lot -> lot.costBasis() == null);
  }

  private static Comparator<Rational> exactly() {
    return Rational::compareTo;
  }

  private static Comparator<Rational> reversed() {
    return exactly().reversed();
  }

  /** 0 where it is not known; such lots are compared with each other alone. */
  private static Rational basisPerUnit(Lot lot) {
    var basis = lot.costBasis();
    return basis == null ? Rational.ZERO : basis.exact().dividedBy(lot.quantity().exact());
  }

  private static Rational taxPerUnit(Lot lot, Price price, TaxTerms terms) {
    return price.exact().minus(basisPerUnit(lot)).times(rate(lot, terms).exact());
  }

  private static GivenWeight rate(Lot lot, TaxTerms terms) {
    var acquired = lot.acquired();
    return acquired != null && terms.isLongTerm(acquired)
        ? terms.longTermRate()
        : terms.shortTermRate();
  }

  /** Part of a lot has its share of the basis, to the cent. */
  public static Lot part(Lot lot, Quantity quantity) {
    var basis = lot.costBasis();
    var share =
        basis == null
            ? null
            : Money.rounded(
                basis.exact().times(quantity.exact()).dividedBy(lot.quantity().exact()));
    return new Lot(quantity, share, lot.acquired());
  }
}
