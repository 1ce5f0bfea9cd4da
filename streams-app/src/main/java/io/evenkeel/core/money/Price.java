package io.evenkeel.core.money;

import java.math.BigDecimal;

/**
 * The price of one unit of a security, in US dollars. Whether it is above zero is the price guard's
 * to say.
 *
 * @param perUnit at most 6 decimals; stored without trailing zeros, so 0.50 equals 0.5
 */
public record Price(BigDecimal perUnit) implements Comparable<Price> {
  public Price {
    perUnit = Decimals.given(perUnit, 6, "price");
  }

  /** The number as written, such as {@code "0.25"}. */
  public static Price of(String perUnit) {
    return new Price(new BigDecimal(perUnit));
  }

  public Rational exact() {
    return Rational.of(perUnit);
  }

  @Override
  public int compareTo(Price other) {
    return perUnit.compareTo(other.perUnit);
  }

  @Override
  public String toString() {
    return perUnit.toPlainString();
  }
}
