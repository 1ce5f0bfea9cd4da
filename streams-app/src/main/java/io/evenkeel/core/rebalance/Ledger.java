package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one build works on: the account's sleeves valued, and its target at hand. */
final class Ledger {
  private final BuildInput input;
  private final Prices prices;
  private final Rational floor;
  private final Sleeve managed;
  private final SortedMap<String, ModelSleeve> modelSleeves = new TreeMap<>();
  private final Map<String, TargetLine> modelLines = new HashMap<>();
  private final Rational equity;

  Ledger(BuildInput input) {
    this.input = input;
    this.prices = new Prices(input.boards());
    this.floor = floor(input);
    this.managed = input.positions().managed();
    readModelSleeves();
    var total = equityOf(managed);
    for (var sleeve : modelSleeves.values()) {
      total = total.plus(sleeve.equity());
    }
    this.equity = total;
  }

  private static Rational floor(BuildInput input) {
    var stated = input.target().minTradeAmount();
    var least = Dollars.of(input.settings().floor());
    return stated == null ? least : least.max(Dollars.of(stated));
  }

  private void readModelSleeves() {
    for (var line : input.target().lines()) {
      if (line.kind() == Component.Kind.MODEL) {
        modelLines.put(line.ref(), line);
        modelSleeves.put(line.ref(), modelSleeve(line.ref(), null));
      }
    }
    for (var sleeve : input.positions().sleeves()) {
      if (sleeve.modelId() != null) {
        modelSleeves.put(sleeve.modelId(), modelSleeve(sleeve.modelId(), sleeve));
      }
    }
  }

  private ModelSleeve modelSleeve(String modelId, @Nullable Sleeve sleeve) {
    var line = modelLines.get(modelId);
    return new ModelSleeve(
        modelId,
        sleeve,
        line,
        line == null ? null : input.boards().model(modelId),
        sleeve == null ? Dollars.NONE : equityOf(sleeve),
        input.effectiveLeverage().getOrDefault(modelId, Leverage.NONE));
  }

  private Rational equityOf(Sleeve sleeve) {
    return exposureOf(sleeve).plus(Dollars.of(sleeve.cash()));
  }

  private Rational exposureOf(Sleeve sleeve) {
    var total = Dollars.NONE;
    for (var holding : sleeve.holdings()) {
      total = total.plus(worth(holding));
    }
    return total;
  }

  /** Nothing where it has no good price; such a build fails. */
  private Rational worth(Holding holding) {
    var price = holding.quantity().signum() == 0 ? null : prices.of(holding.securityId());
    return price == null ? Dollars.NONE : Dollars.worth(holding.quantity(), price);
  }

  /** Value of all holdings in MANAGED and MODEL sleeves, before the build. */
  Rational exposure() {
    var total = exposureOf(managed);
    for (var sleeve : modelSleeves.values()) {
      total = sleeve.sleeve() == null ? total : total.plus(exposureOf(sleeve.sleeve()));
    }
    return total;
  }

  BuildInput input() {
    return input;
  }

  Prices prices() {
    return prices;
  }

  /** No order or transfer below it, in dollars. */
  Rational floor() {
    return floor;
  }

  Rational hysteresis() {
    return input.settings().hysteresis();
  }

  boolean isBestFit() {
    return input.logic() == TradeLogic.BEST_FIT;
  }

  Sleeve managed() {
    return managed;
  }

  /** Every model sleeve of the account or its target, by modelId. */
  Collection<ModelSleeve> modelSleeves() {
    return Collections.unmodifiableCollection(modelSleeves.values());
  }

  @Nullable ModelSleeve modelSleeve(String modelId) {
    return modelSleeves.get(modelId);
  }

  /** Of the account, in dollars. */
  Rational equity() {
    return equity;
  }

  Side side(String line) {
    return input.sides().getOrDefault(line, Side.NONE);
  }
}
