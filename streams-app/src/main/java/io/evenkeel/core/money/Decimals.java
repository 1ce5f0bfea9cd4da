package io.evenkeel.core.money;

import java.math.BigDecimal;

/** How a given number is taken: at most so many decimals, and equal numbers are equal values. */
final class Decimals {
  private Decimals() {}

  /** The number without trailing zeros; refused where it has more decimals than its unit allows. */
  static BigDecimal given(BigDecimal number, int decimals, String unit) {
    var plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (plain.scale() > decimals) {
      throw new IllegalArgumentException(
          "a " + unit + " has at most " + decimals + " decimals: " + number.toPlainString());
    }
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
