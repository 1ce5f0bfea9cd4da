package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model asks of one sleeve, as shares of the sleeve's equity that sum to exactly 1: the one
 * place that knows Track Manager Leverage.
 *
 * @param holdings target weight by securityId
 * @param cash target weight of the sleeve's cash; below 0 where the sleeve borrows
 */
public record SleeveTargets(SortedMap<String, Rational> holdings, Rational cash) {
  public SleeveTargets {
    holdings = Collections.unmodifiableSortedMap(new TreeMap<>(holdings));
  }

  /**
   * The targets of a sleeve that follows such a model. With the manager's weights {@code m} and
   * their sum {@code M}: tracking, a holding's target is {@code L·m} and the cash is {@code 1 -
   * L·M}, so that the sleeve follows the manager's cash; not tracking, {@code L·m / M} and {@code 1
   * - L}, so that the advisor alone sets the exposure. A model without holdings is all cash either
   * way.
   *
   * @param leverage effective leverage for judging, the leverage to be applied for building
   */
  public static SleeveTargets of(Model model, Leverage leverage, boolean trackManagerLeverage) {
    var invested = sum(model);
    if (invested.signum() == 0) {
      return new SleeveTargets(new TreeMap<>(), Rational.ONE);
    }
    var factor = trackManagerLeverage ? leverage.exact() : leverage.exact().dividedBy(invested);
    var targets = new TreeMap<String, Rational>();
    model.holdings().forEach((id, weight) -> targets.put(id, factor.times(weight.exact())));
    return new SleeveTargets(targets, Rational.ONE.minus(factor.times(invested)));
  }

  private static Rational sum(Model model) {
    return Rational.of(
        model.holdings().values().stream()
            .map(GivenWeight::fraction)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
