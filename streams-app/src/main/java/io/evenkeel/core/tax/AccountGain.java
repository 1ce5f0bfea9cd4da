package io.evenkeel.core.tax;

import io.evenkeel.core.money.Money;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all sales of one account are estimated to gain together. As with each {@link Gain}: sums
 * over what is known, {@code null} where nothing is.
 *
 * @param salesWithoutBasis orders of which some units have no known basis
 */
public record AccountGain(
    @Nullable Money shortTerm,
    @Nullable Money longTerm,
    @Nullable Money total,
    int salesWithoutBasis) {

  /** {@code null} where nothing is sold. */
  public static @Nullable AccountGain of(List<Gain> sales) {
    return sales.isEmpty()
        ? null
        : new AccountGain(
            sum(sales, Gain::shortTerm),
            sum(sales, Gain::longTerm),
            sum(sales, Gain::total),
            (int) sales.stream().filter(gain -> gain.withoutBasis().signum() != 0).count());
  }

  private static @Nullable Money sum(List<Gain> sales, Function<Gain, @Nullable Money> part) {
    return sales.stream().map(part).filter(Objects::nonNull).reduce(Money::plus).orElse(null);
  }
}
