package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;

/** Dollar amounts as exact decimals, of as few digits as they come with. */
final class Dollars {
  static final Rational NONE = of(BigDecimal.ZERO);
  static final Rational CENT = of(new BigDecimal("0.01"));
  static final Rational ONE = of(BigDecimal.ONE);

  private Dollars() {}

  static Rational of(BigDecimal dollars) {
    return Rational.of(dollars);
  }

  static Rational of(Money money) {
    return of(money.dollars());
  }

  static Rational worth(Quantity quantity, Price price) {
    return of(quantity.units().multiply(price.perUnit()));
  }
}
