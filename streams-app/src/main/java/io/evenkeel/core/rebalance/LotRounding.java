package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The one place where an exact amount of dollars becomes whole lots, or cents. */
final class LotRounding {
  private static final Rational HALF = Rational.of("0.5");

  private LotRounding() {}

  /** Lots that an amount of at least 0 pays for whole. */
  static BigInteger truncated(Rational dollars, Rational lot) {
    return dollars.dividedBy(lot).floor();
  }

  /** The nearest number of lots; a tie goes to the fewer. */
  static BigInteger nearest(Rational dollars, Rational lot) {
    return dollars.dividedBy(lot).minus(HALF).ceiling();
  }

  /** The fewest lots worth at least so much. */
  static BigInteger covering(Rational dollars, Rational lot) {
    return dollars.dividedBy(lot).ceiling();
  }

  /** Half-even to the cent. */
  static Rational cents(Rational dollars) {
    return Dollars.of(dollars.toDecimal(2, RoundingMode.HALF_EVEN));
  }

  /** An amount that is whole cents already, as money. */
  static Money money(Rational cents) {
    return new Money(cents.toDecimal(2, RoundingMode.UNNECESSARY));
  }

  /** So many dollars for so many lots. */
  static Rational worth(BigInteger lots, Rational lot) {
    return Rational.of(lot.numerator().multiply(lots), lot.denominator());
  }

  static BigDecimal units(BigInteger lots, BigDecimal lot) {
    return lot.multiply(new BigDecimal(lots));
  }
}
