package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;

/**
 * Dollar amounts as exact fractions on one denominator: a quantity times a price has at most 12
 * decimals, and fractions of the same denominator are added without multiplying.
 */
final class Dollars {
  private static final int PLACES = 12;
  static final Rational NONE = of(BigDecimal.ZERO);
  static final Rational CENT = of(new BigDecimal("0.01"));
  static final Rational ONE = of(BigDecimal.ONE);

  private Dollars() {}

  /** Refused past 12 decimals, which no product of a quantity and a price has. */
  static Rational of(BigDecimal dollars) {
    return Rational.of(dollars.setScale(PLACES));
  }

  static Rational of(Money money) {
    return of(money.dollars());
  }

  static Rational worth(Quantity quantity, Price price) {
    return of(quantity.units().multiply(price.perUnit()));
  }
}
