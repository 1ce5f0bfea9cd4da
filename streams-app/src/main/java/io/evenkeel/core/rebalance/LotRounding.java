package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The one place where an exact amount of dollars becomes whole lots, or cents. */
final class LotRounding {
  private LotRounding() {}

  /** Lots that an amount of at least 0 pays for whole. */
  static BigInteger truncated(Rational dollars, Rational lot) {
    return dollars.wholeTimes(lot);
  }

  /** The nearest number of lots; a tie goes to the fewer. */
  static BigInteger nearest(Rational dollars, Rational lot) {
    return lot.minus(dollars).minus(dollars).wholeTimes(lot.plus(lot)).negate();
  }

  /** The fewest lots worth at least so much. */
  static BigInteger covering(Rational dollars, Rational lot) {
    return dollars.negate().wholeTimes(lot).negate();
  }

  /** Half-even to the cent. */
  static Rational cents(Rational dollars) {
    return dollars.rounded(2);
  }

  /** An amount that is whole cents already, as money. */
  static Money money(Rational cents) {
    return new Money(cents.toDecimal(2, RoundingMode.UNNECESSARY));
  }

  /** So many dollars for so many lots. */
  static Rational worth(BigInteger lots, Rational lot) {
    return lot.times(Rational.of(lots));
  }

  static BigDecimal units(BigInteger lots, BigDecimal lot) {
    return lot.multiply(new BigDecimal(lots));
  }
}
