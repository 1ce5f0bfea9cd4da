package io.evenkeel.core.tax;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sale gains, or is estimated to; negative is a loss. Each is the sum over what is known of,
 * and {@code null} where nothing is: a missing basis is missing, and is not zero.
 *
 * @param shortTerm of lots held for a year or less
 * @param longTerm of lots held for more
 * @param total of lots with a basis, with a date or without
 * @param withoutBasis units sold that no total contains, for nobody knows what they cost
 * @param withoutDate units sold that are in the total alone, for nobody knows since when they are
 *     held
 */
public record Gain(
    @Nullable Money shortTerm,
    @Nullable Money longTerm,
    @Nullable Money total,
    Quantity withoutBasis,
    Quantity withoutDate) {

  /**
   * Of selling so much at this price, from these lots; what they do not come to has no known basis.
   */
  public static Gain of(Quantity sold, Price price, List<Lot> lots, TaxTerms terms) {
    return of(sold, price.exact(), lots, terms);
  }

  /**
   * Of having sold so much, from these lots.
   *
   * @param sold above 0
   * @param proceeds of all of it, after fees
   */
  public static Gain realised(Quantity sold, Money proceeds, List<Lot> lots, TaxTerms terms) {
    return of(sold, proceeds.exact().dividedBy(sold.exact()), lots, terms);
  }

  private static Gain of(Quantity sold, Rational perUnit, List<Lot> lots, TaxTerms terms) {
    var sum = new Sum(sold);
    for (var lot : lots) {
      sum.add(lot, perUnit, terms);
    }
    return sum.gain();
  }

  /** One sale while it is summed; rounded to the cent at the end. */
  private static final class Sum {
    private Quantity withoutBasis;
    private Quantity withoutDate = Quantity.ZERO;
    private boolean knowsTotal;
    private boolean knowsTerms;
    private Rational shortTerm = Rational.ZERO;
    private Rational longTerm = Rational.ZERO;
    private Rational undated = Rational.ZERO;

    Sum(Quantity sold) {
      withoutBasis = sold;
    }

    void add(Lot lot, Rational perUnit, TaxTerms terms) {
      var basis = lot.costBasis();
      var acquired = lot.acquired();
      if (basis == null) {
        return;
      }
      withoutBasis = withoutBasis.minus(lot.quantity());
      knowsTotal = true;
      var gain = lot.quantity().exact().times(perUnit).minus(basis.exact());
      if (acquired == null) {
        withoutDate = withoutDate.plus(lot.quantity());
        undated = undated.plus(gain);
      } else {
        knowsTerms = true;
        add(gain, terms.isLongTerm(acquired));
      }
    }

    private void add(Rational gain, boolean isLongTerm) {
      longTerm = isLongTerm ? longTerm.plus(gain) : longTerm;
      shortTerm = isLongTerm ? shortTerm : shortTerm.plus(gain);
    }

    Gain gain() {
      var inShort = Money.rounded(shortTerm);
      var inLong = Money.rounded(longTerm);
      return new Gain(
          knowsTerms ? inShort : null,
          knowsTerms ? inLong : null,
          knowsTotal ? inShort.plus(inLong).plus(Money.rounded(undated)) : null,
          withoutBasis,
          withoutDate);
    }
  }
}
