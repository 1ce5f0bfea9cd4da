package io.evenkeel.core.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact fraction. Computed weights, targets and bands are rationals and are compared by
 * cross-multiplication, so no decision ever depends on rounding.
 *
 * <p>Most are decimals of few digits, kept as a long and a scale as long as results fit; what does
 * not fit, and what was divided, is a fraction of whole numbers of any size. The denominator is
 * positive. Fractions are reduced only once they grow past {@link #REDUCE_ABOVE_BITS}, since most
 * live for one comparison; equality is that of the number.
 */
public final class Rational implements Comparable<Rational> {
  public static final Rational ZERO = new Rational(0, 0);
  public static final Rational ONE = new Rational(1, 0);
  private static final int REDUCE_ABOVE_BITS = 320;

  /** Ten to the power of its index. */
  private static final long[] TENS = tens();

  private static final int WIDEST_SCALE = 18;

  private final long digits;
  private final int scale;
  private final @Nullable Fraction fraction;

  /** What is no short decimal. */
  private record Fraction(BigInteger numerator, BigInteger denominator) {}

  private Rational(long digits, int scale) {
    this.digits = digits;
    this.scale = scale;
    this.fraction = null;
  }

  private Rational(BigInteger numerator, BigInteger denominator) {
    this.digits = 0;
    this.scale = 0;
    this.fraction = new Fraction(numerator, denominator);
  }

  private static long[] tens() {
    var tens = new long[WIDEST_SCALE + 1];
    tens[0] = 1;
    for (var i = 1; i < tens.length; i++) {
      tens[i] = 10 * tens[i - 1];
    }
    return tens;
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
    return new Rational(whole, 0);
  }

  public static Rational of(BigInteger whole) {
    return whole.bitLength() < Long.SIZE
        ? new Rational(whole.longValue(), 0)
        : new Rational(whole, BigInteger.ONE);
  }

  public static Rational of(BigDecimal decimal) {
    if (decimal.scale() < 0) {
      return of(decimal.setScale(0));
    }
    var unscaled = decimal.unscaledValue();
    return decimal.scale() <= WIDEST_SCALE && unscaled.bitLength() < Long.SIZE
        ? new Rational(unscaled.longValue(), decimal.scale())
        : new Rational(unscaled, BigInteger.TEN.pow(decimal.scale()));
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
    if (fraction == null && other.fraction == null) {
      return scale <= other.scale ? decimalPlus(other) : other.decimalPlus(this);
    }
    return fractionPlus(other);
  }

  /** The other has at least as many decimals. */
  private Rational decimalPlus(Rational other) {
    var tens = TENS[other.scale - scale];
    if (isLong(digits, tens)) {
      var raised = digits * tens;
      var sum = raised + other.digits;
      if (((raised ^ sum) & (other.digits ^ sum)) >= 0) {
        return new Rational(sum, other.scale);
      }
    }
    return fractionPlus(other);
  }

  private Rational fractionPlus(Rational other) {
    var below = denominator();
    var otherBelow = other.denominator();
    if (below.equals(otherBelow)) {
      return new Rational(numerator().add(other.numerator()), below);
    }
    return sized(
        numerator().multiply(otherBelow).add(other.numerator().multiply(below)),
        below.multiply(otherBelow));
  }

  /** Whether the product of the two is a long. */
  private static boolean isLong(long a, long b) {
    return Math.multiplyHigh(a, b) == (a * b) >> 63;
  }

  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  public Rational times(Rational other) {
    return fraction == null
            && other.fraction == null
            && scale + other.scale <= WIDEST_SCALE
            && isLong(digits, other.digits)
        ? new Rational(digits * other.digits, scale + other.scale)
        : sized(
            numerator().multiply(other.numerator()), denominator().multiply(other.denominator()));
  }

  /** This divided by other; other must not be zero. */
  public Rational dividedBy(Rational other) {
    return of(numerator().multiply(other.denominator()), denominator().multiply(other.numerator()));
  }

  public Rational negate() {
    return fraction == null && digits != Long.MIN_VALUE
        ? new Rational(-digits, scale)
        : new Rational(numerator().negate(), denominator());
  }

  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  public Rational min(Rational other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Rational max(Rational other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public int signum() {
    return fraction == null ? Long.signum(digits) : fraction.numerator.signum();
  }

  public boolean isZero() {
    return signum() == 0;
  }

  public boolean isLessThan(Rational other) {
    return compareTo(other) < 0;
  }

  public boolean isGreaterThan(Rational other) {
    return compareTo(other) > 0;
  }

  /** The largest whole number not above this. */
  public BigInteger floor() {
    if (fraction == null) {
      return BigInteger.valueOf(Math.floorDiv(digits, TENS[scale]));
    }
    var parts = fraction.numerator.divideAndRemainder(fraction.denominator);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** The smallest whole number not below this. */
  public BigInteger ceiling() {
    return negate().floor().negate();
  }

  /**
   * How often the other goes into this: the largest whole number not above their quotient.
   *
   * @param other not zero
   */
  public BigInteger wholeTimes(Rational other) {
    if (fraction == null && other.fraction == null) {
      var tens = TENS[Math.abs(scale - other.scale)];
      var above = scale < other.scale ? tens : 1;
      var below = scale < other.scale ? 1 : tens;
      if (isLong(digits, above) && isLong(other.digits, below) && other.digits != -1) {
        return BigInteger.valueOf(Math.floorDiv(digits * above, other.digits * below));
      }
    }
    return dividedBy(other).floor();
  }

  /** Half-even to so many decimals, of which a short decimal has at most 18. */
  public Rational rounded(int decimals) {
    if (fraction != null) {
      return of(toDecimal(decimals, RoundingMode.HALF_EVEN));
    }
    if (scale <= decimals) {
      return this;
    }
    var unit = TENS[scale - decimals];
    var below = Math.floorDiv(digits, unit);
    var above = 2 * Math.floorMod(digits, unit);
    var isUp = above > unit || (above == unit && below % 2 != 0);
    return new Rational(isUp ? below + 1 : below, decimals);
  }

  /** Rounded to so many decimals, for showing and for sizing trades, never for deciding. */
  public BigDecimal toDecimal(int decimals, RoundingMode mode) {
    return fraction == null
        ? BigDecimal.valueOf(digits, scale).setScale(decimals, mode)
        : new BigDecimal(fraction.numerator)
            .divide(new BigDecimal(fraction.denominator), decimals, mode);
  }

  public BigInteger numerator() {
    return fraction == null ? BigInteger.valueOf(digits) : fraction.numerator;
  }

  public BigInteger denominator() {
    return fraction == null ? BigInteger.valueOf(TENS[scale]) : fraction.denominator;
  }

  @Override
  public int compareTo(Rational other) {
    if (fraction == null && other.fraction == null) {
      return scale <= other.scale ? decimalCompareTo(other) : -other.decimalCompareTo(this);
    }
    var signs = Integer.compare(signum(), other.signum());
    return signs != 0 ? signs : fractionCompareTo(other);
  }

  /** The other has at least as many decimals; what is no long any more is beyond all that are. */
  private int decimalCompareTo(Rational other) {
    var tens = TENS[other.scale - scale];
    return isLong(digits, tens) ? Long.compare(digits * tens, other.digits) : Long.signum(digits);
  }

  private int fractionCompareTo(Rational other) {
    var below = denominator();
    var otherBelow = other.denominator();
    return below.equals(otherBelow)
        ? numerator().compareTo(other.numerator())
        : numerator().multiply(otherBelow).compareTo(other.numerator().multiply(below));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rational that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    var lowest = lowest();
    return 31 * lowest.numerator.hashCode() + lowest.denominator.hashCode();
  }

  /** {@code 1/3}, in lowest terms. */
  @Override
  public String toString() {
    var lowest = lowest();
    return lowest.denominator.equals(BigInteger.ONE)
        ? lowest.numerator.toString()
        : lowest.numerator + "/" + lowest.denominator;
  }

  private Fraction lowest() {
    var common = numerator().gcd(denominator());
    return new Fraction(numerator().divide(common), denominator().divide(common));
  }
}
