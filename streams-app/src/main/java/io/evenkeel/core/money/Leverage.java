package io.evenkeel.core.money;

import java.math.BigDecimal;

/**
 * A multiplier on a model sleeve's capital: 1.5 turns 100,000 of equity into 150,000 of exposure.
 * Above zero is asked of targets, not here.
 *
 * @param multiplier at most 8 decimals; stored without trailing zeros, so 0.50 equals 0.5
 */
public record Leverage(BigDecimal multiplier) implements Comparable<Leverage> {
  public static final Leverage NONE = new Leverage(BigDecimal.ONE);

  public Leverage {
    multiplier = Decimals.given(multiplier, 8, "leverage");
  }

  /** The number as written, such as {@code "0.25"}. */
  public static Leverage of(String multiplier) {
    return new Leverage(new BigDecimal(multiplier));
  }

  public Rational exact() {
    return Rational.of(multiplier);
  }

  /** Whether this borrows: above 1. */
  public boolean isLevered() {
    return multiplier.compareTo(BigDecimal.ONE) > 0;
  }

  @Override
  public int compareTo(Leverage other) {
    return multiplier.compareTo(other.multiplier);
  }

  @Override
  public String toString() {
    return multiplier.toPlainString();
  }
}
