package io.evenkeel.core.money;

import java.math.BigDecimal;

/**
 * Share of a base's value as somebody stated it, as a fraction: {@code 0.25} is 25 %, never a
 * percentage. Computed weights are {@link Rational}s.
 *
 * @param fraction at most 8 decimals; stored without trailing zeros, so 0.50 equals 0.5
 */
public record GivenWeight(BigDecimal fraction) implements Comparable<GivenWeight> {
  public static final GivenWeight ZERO = new GivenWeight(BigDecimal.ZERO);
  public static final GivenWeight ONE = new GivenWeight(BigDecimal.ONE);

  public GivenWeight {
    fraction = Decimals.given(fraction, 8, "weight");
  }

  /** The number as written, such as {@code "0.25"}. */
  public static GivenWeight of(String fraction) {
    return new GivenWeight(new BigDecimal(fraction));
  }

  public Rational exact() {
    return Rational.of(fraction);
  }

  @Override
  public int compareTo(GivenWeight other) {
    return fraction.compareTo(other.fraction);
  }

  @Override
  public String toString() {
    return fraction.toPlainString();
  }
}
