package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Restriction.Replacement;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model as the restrictions of one account leave it. What an excluded security leaves goes to the
 * manager's cash or, pro rata, to the other holdings; pro rata weights have 8 places like given
 * ones, and their sum is exactly what it was. See docs/decisions/0060-restrictions.md.
 *
 * @param causes the restricted security behind every line that is not as the model has it, by line
 *     name
 */
public record RestrictedModel(Model model, SortedMap<String, String> causes) {
  private static final int PLACES = 8;

  public RestrictedModel {
    causes = Collections.unmodifiableSortedMap(new TreeMap<>(causes));
  }

  /**
   * The model under such restrictions; itself where it names no restricted security.
   *
   * @param standing those that stand; only those that change the target are looked at
   */
  public static RestrictedModel of(Model model, Restrictions standing) {
    var restrictions = standing.changingTarget();
    var isConcerned =
        model.holdings().keySet().stream().anyMatch(id -> restrictions.of(id) != null);
    return isConcerned
        ? new Change(model, restrictions).made()
        : new RestrictedModel(model, new TreeMap<>());
  }

  /** One change while it is made. */
  private static final class Change {
    private final Model before;
    private final Restrictions restrictions;
    private final SortedMap<String, BigDecimal> weights = new TreeMap<>();
    private final SortedMap<String, String> causes = new TreeMap<>();
    private BigDecimal spread = BigDecimal.ZERO;
    private String spreadCause = "";

    Change(Model before, Restrictions restrictions) {
      this.before = before;
      this.restrictions = restrictions;
    }

    RestrictedModel made() {
      before.holdings().forEach(this::take);
      spread();
      var holdings = new TreeMap<String, GivenWeight>();
      weights.forEach((id, weight) -> holdings.put(id, new GivenWeight(weight)));
      var model =
          new Model(
              before.modelId(), before.ownerFirmId(), before.version(), before.manager(), holdings);
      return new RestrictedModel(model, causes);
    }

    private void take(String securityId, GivenWeight weight) {
      var restriction = restrictions.of(securityId);
      if (restriction == null) {
        weights.merge(securityId, weight.fraction(), BigDecimal::add);
        return;
      }
      causes.put(line(securityId), securityId);
      var substitute = restriction.substituteId();
      if (substitute != null && restrictions.of(substitute) == null) {
        weights.merge(substitute, weight.fraction(), BigDecimal::add);
        causes.put(line(substitute), securityId);
      } else if (restriction.replacement() == Replacement.PRO_RATA) {
        spread = spread.add(weight.fraction());
        spreadCause = spreadCause.isEmpty() ? securityId : spreadCause;
      } else {
        causes.put(line("CASH"), securityId);
      }
    }

    private String line(String securityId) {
      return before.modelId() + "/" + securityId;
    }

    private void spread() {
      if (spread.signum() == 0) {
        return;
      }
      if (weights.isEmpty()) {
        causes.put(line("CASH"), spreadCause);
        return;
      }
      var total = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      raise(Rational.of(total.add(spread)).dividedBy(Rational.of(total)));
      weights.keySet().forEach(id -> causes.putIfAbsent(line(id), spreadCause));
    }

    /**
     * Each weight is the difference of two rounded running sums, so that the last one comes out
     * even: none is off by more than one in the last place, and none is rounded away.
     */
    private void raise(Rational factor) {
      var exact = BigDecimal.ZERO;
      var given = BigDecimal.ZERO;
      for (var holding : weights.entrySet()) {
        exact = exact.add(holding.getValue());
        var through = Rational.of(exact).times(factor).toDecimal(PLACES, RoundingMode.HALF_UP);
        holding.setValue(through.subtract(given));
        given = through;
      }
    }
  }
}
