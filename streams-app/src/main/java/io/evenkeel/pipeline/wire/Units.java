package io.evenkeel.pipeline.wire;

import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decimals of the wire and units of the core. The wire has room for more decimals than the core
 * takes; the units refuse what is too fine, each with its own sentence.
 */
final class Units {
  /** What is shown of a computed weight: 8 places, half-even. */
  private static final int SHOWN_WEIGHT_DECIMALS = 8;

  private Units() {}

  static @Nullable Money money(@Nullable BigDecimal dollars) {
    return dollars == null ? null : new Money(dollars);
  }

  static @Nullable Quantity quantity(@Nullable BigDecimal units) {
    return units == null ? null : new Quantity(units);
  }

  static @Nullable Price price(@Nullable BigDecimal perUnit) {
    return perUnit == null ? null : new Price(perUnit);
  }

  static @Nullable GivenWeight weight(@Nullable BigDecimal fraction) {
    return fraction == null ? null : new GivenWeight(fraction);
  }

  static SortedMap<String, Leverage> leverages(java.util.Map<String, BigDecimal> byModel) {
    var leverages = new TreeMap<String, Leverage>();
    byModel.forEach((model, multiplier) -> leverages.put(model, new Leverage(multiplier)));
    return leverages;
  }

  static @Nullable BigDecimal decimal(@Nullable Money money) {
    return money == null ? null : money.dollars();
  }

  static @Nullable BigDecimal decimal(@Nullable Quantity quantity) {
    return quantity == null ? null : quantity.units();
  }

  static @Nullable BigDecimal decimal(@Nullable Price price) {
    return price == null ? null : price.perUnit();
  }

  static @Nullable BigDecimal decimal(@Nullable GivenWeight weight) {
    return weight == null ? null : weight.fraction();
  }

  static @Nullable BigDecimal decimal(@Nullable Leverage leverage) {
    return leverage == null ? null : leverage.multiplier();
  }

  /** A computed weight as it is shown. */
  static BigDecimal shownWeight(Rational weight) {
    return weight.toDecimal(SHOWN_WEIGHT_DECIMALS, RoundingMode.HALF_EVEN);
  }

  /** A computed amount as it is shown: to the cent, half-even. */
  static BigDecimal shownMoney(Rational dollars) {
    return Money.rounded(dollars).dollars();
  }
}
