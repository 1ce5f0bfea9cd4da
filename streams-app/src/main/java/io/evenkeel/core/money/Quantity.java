package io.evenkeel.core.money;

import java.math.BigDecimal;

/**
 * A number of units (shares) of a security; never an amount of money.
 *
 * @param units at most 6 decimals; stored without trailing zeros, so 0.50 equals 0.5
 */
public record Quantity(BigDecimal units) implements Comparable<Quantity> {
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

  public Quantity {
    units = Decimals.given(units, 6, "quantity");
  }

  /** The number as written, such as {@code "0.25"}. */
  public static Quantity of(String units) {
    return new Quantity(new BigDecimal(units));
  }

  public Rational exact() {
    return Rational.of(units);
  }

  public Quantity plus(Quantity other) {
    return new Quantity(units.add(other.units));
  }

  public Quantity minus(Quantity other) {
    return new Quantity(units.subtract(other.units));
  }

  public int signum() {
    return units.signum();
  }

  @Override
  public int compareTo(Quantity other) {
    return units.compareTo(other.units);
  }

  @Override
  public String toString() {
    return units.toPlainString();
  }
}
