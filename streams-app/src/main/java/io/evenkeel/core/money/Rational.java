package io.evenkeel.core.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact fraction. Computed weights, targets and bands are rationals and are compared by
 * cross-multiplication, so no decision ever depends on rounding.
 *
 * <p>The denominator is positive. Fractions are reduced only once they grow past {@link
 * #REDUCE_ABOVE_BITS}, since most live for one comparison; equality is that of the number.
 */
public final class Rational implements Comparable<Rational> {
  public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
  public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);
  private static final int REDUCE_ABOVE_BITS = 320;

  private final BigInteger numerator;
  private final BigInteger denominator;

  private Rational(BigInteger numerator, BigInteger denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** The fraction {@code numerator / denominator}; a zero denominator is refused. */
  public static Rational of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a fraction needs a denominator other than zero");
    }
    return denominator.signum() < 0
        ? sized(numerator.negate(), denominator.negate())
        : sized(numerator, denominator);
  }

  public static Rational of(long whole) {
    return new Rational(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  public static Rational of(BigDecimal decimal) {
    var scale = decimal.scale();
    return scale <= 0
        ? new Rational(decimal.toBigIntegerExact(), BigInteger.ONE)
        : new Rational(decimal.unscaledValue(), BigInteger.TEN.pow(scale));
  }

  /** The decimal as written, such as {@code "0.25"}. */
  public static Rational of(String decimal) {
    return of(new BigDecimal(decimal));
  }

  private static Rational sized(BigInteger numerator, BigInteger denominator) {
    return denominator.bitLength() > REDUCE_ABOVE_BITS
        ? reduced(numerator, denominator)
        : new Rational(numerator, denominator);
  }

  private static Rational reduced(BigInteger numerator, BigInteger denominator) {
    var common = numerator.gcd(denominator);
    return new Rational(numerator.divide(common), denominator.divide(common));
  }

  public Rational plus(Rational other) {
    if (denominator.equals(other.denominator)) {
      return new Rational(numerator.add(other.numerator), denominator);
    }
    return sized(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  public Rational times(Rational other) {
    return sized(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** This divided by other; other must not be zero. */
  public Rational dividedBy(Rational other) {
    return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  public Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  public Rational abs() {
    return numerator.signum() < 0 ? negate() : this;
  }

  public Rational min(Rational other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Rational max(Rational other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public int signum() {
    return numerator.signum();
  }

  public boolean isZero() {
    return numerator.signum() == 0;
  }

  public boolean isLessThan(Rational other) {
    return compareTo(other) < 0;
  }

  public boolean isGreaterThan(Rational other) {
    return compareTo(other) > 0;
  }

  /** The largest whole number not above this. */
  public BigInteger floor() {
    var parts = numerator.divideAndRemainder(denominator);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** The smallest whole number not below this. */
  public BigInteger ceiling() {
    return negate().floor().negate();
  }

  /** Rounded to so many decimals, for showing and for sizing trades, never for deciding. */
  public BigDecimal toDecimal(int decimals, RoundingMode mode) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), decimals, mode);
  }

  public BigInteger numerator() {
    return numerator;
  }

  public BigInteger denominator() {
    return denominator;
  }

  @Override
  public int compareTo(Rational other) {
    if (denominator.equals(other.denominator)) {
      return numerator.compareTo(other.numerator);
    }
    var signs = Integer.compare(numerator.signum(), other.numerator.signum());
    return signs != 0
        ? signs
        : numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rational that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    var lowest = reduced(numerator, denominator);
    return 31 * lowest.numerator.hashCode() + lowest.denominator.hashCode();
  }

  /** {@code 1/3}, in lowest terms. */
  @Override
  public String toString() {
    var lowest = reduced(numerator, denominator);
    return lowest.denominator.equals(BigInteger.ONE)
        ? lowest.numerator.toString()
        : lowest.numerator + "/" + lowest.denominator;
  }
}
