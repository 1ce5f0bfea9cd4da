package io.evenkeel.core.drift.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** A fraction in lowest terms, denominator above 0. */
public record Fraction(BigInteger over, BigInteger under) implements Comparable<Fraction> {
  public static final Fraction ZERO = of(BigDecimal.ZERO);
  public static final Fraction ONE = of(BigDecimal.ONE);

  public Fraction {
    var common = over.gcd(under);
    if (under.signum() < 0) {
      common = common.negate();
    }
    over = over.divide(common);
    under = under.divide(common);
  }

  public static Fraction of(BigDecimal decimal) {
    var scale = Math.max(decimal.scale(), 0);
    return new Fraction(
        decimal.movePointRight(scale).toBigIntegerExact(), BigInteger.TEN.pow(scale));
  }

  public static Fraction of(String decimal) {
    return of(new BigDecimal(decimal));
  }

  Fraction add(Fraction other) {
    return new Fraction(
        over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
  }

  public Fraction subtract(Fraction other) {
    return add(new Fraction(other.over.negate(), other.under));
  }

  public Fraction multiply(Fraction other) {
    return new Fraction(over.multiply(other.over), under.multiply(other.under));
  }

  Fraction divide(Fraction other) {
    return new Fraction(over.multiply(other.under), under.multiply(other.over));
  }

  Fraction magnitude() {
    return new Fraction(over.abs(), under);
  }

  int sign() {
    return over.signum();
  }

  public boolean above(Fraction other) {
    return compareTo(other) > 0;
  }

  /** Rounded half-even, as shown. */
  public BigDecimal shown(int places) {
    return new BigDecimal(over).divide(new BigDecimal(under), places, RoundingMode.HALF_EVEN);
  }

  @Override
  public int compareTo(Fraction other) {
    return over.multiply(other.under).compareTo(other.over.multiply(under));
  }
}
