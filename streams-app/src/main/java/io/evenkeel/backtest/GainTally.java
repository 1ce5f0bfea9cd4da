package io.evenkeel.backtest;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.tax.Gain;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What sales gained when they were filled, by the lots that they took; of one account or of
 * several. Sums over what is known, {@code null} where nothing is: a missing basis is missing.
 *
 * @param sales orders of which something was sold
 * @param salesWithoutBasis those of which some units have no known basis
 */
record GainTally(
    @Nullable Money shortTerm,
    @Nullable Money longTerm,
    @Nullable Money total,
    long sales,
    long salesWithoutBasis) {
  static final GainTally NONE = new GainTally(null, null, null, 0, 0);

  static GainTally of(List<Gain> sales) {
    return new GainTally(
        sum(sales, Gain::shortTerm),
        sum(sales, Gain::longTerm),
        sum(sales, Gain::total),
        sales.size(),
        sales.stream().filter(sale -> sale.withoutBasis().signum() != 0).count());
  }

  GainTally plus(GainTally other) {
    var both = List.of(this, other);
    return new GainTally(
        sum(both, GainTally::shortTerm),
        sum(both, GainTally::longTerm),
        sum(both, GainTally::total),
        sales + other.sales,
        salesWithoutBasis + other.salesWithoutBasis);
  }

  private static <T> @Nullable Money sum(List<T> parts, Function<T, @Nullable Money> part) {
    return parts.stream().map(part).filter(Objects::nonNull).reduce(Money::plus).orElse(null);
  }
}
