package io.evenkeel.core.money;

import java.math.BigDecimal;

/**
 * An amount of money in US dollars, to the cent; may be negative.
 *
 * @param dollars at most 2 decimals; stored without trailing zeros, so 0.50 equals 0.5
 */
public record Money(BigDecimal dollars) implements Comparable<Money> {
  public static final Money ZERO = new Money(BigDecimal.ZERO);

  public Money {
    dollars = Decimals.given(dollars, 2, "money");
  }

  /** The number as written, such as {@code "0.25"}. */
  public static Money of(String dollars) {
    return new Money(new BigDecimal(dollars));
  }

  public Rational exact() {
    return Rational.of(dollars);
  }

  /** An exact amount rounded half-even to the cent: the one rounding of money. */
  public static Money rounded(Rational dollars) {
    return new Money(dollars.toDecimal(2, java.math.RoundingMode.HALF_EVEN));
  }

  public Money plus(Money other) {
    return new Money(dollars.add(other.dollars));
  }

  public Money minus(Money other) {
    return new Money(dollars.subtract(other.dollars));
  }

  public Money negate() {
    return new Money(dollars.negate());
  }

  public int signum() {
    return dollars.signum();
  }

  @Override
  public int compareTo(Money other) {
    return dollars.compareTo(other.dollars);
  }

  /** As a sentence says it: {@code $12.50}, {@code -$0.05}. */
  public String inWords() {
    return (signum() < 0 ? "-$" : "$") + dollars.abs().setScale(2).toPlainString();
  }

  @Override
  public String toString() {
    return dollars.toPlainString();
  }
}
