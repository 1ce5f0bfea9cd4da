package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.drift.Valuation.ValuedHolding;
import io.evenkeel.core.drift.Valuation.ValuedSleeve;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures one account of which everything needed is known. Values and bases are whole numbers of
 * the same unit, so a weight is their fraction as it stands and a side is told by multiplication
 * alone.
 */
final class Measurement {
  private final Hysteresis hysteresis;
  private final JudgeInput input;
  private final TargetPlan plan;
  private final Valuation valuation;
  private final SortedMap<String, Model> models;
  private final BigInteger equity;
  private final List<Line> lines = new ArrayList<>(32);
  private BigInteger driftSum = BigInteger.ZERO;

  /**
   * Asks for what was found out before.
   *
   * @param models every one needed, by modelId
   */
  Measurement(
      Hysteresis hysteresis,
      JudgeInput input,
      TargetPlan plan,
      Valuation valuation,
      SortedMap<String, Model> models) {
    this.models = models;
    this.hysteresis = hysteresis;
    this.input = input;
    this.plan = plan;
    this.valuation = valuation;
    this.equity = valuation.equity();
  }

  Judgement judgement() {
    var managed = valuation.managed();
    merge(
        plan.securities(),
        managed.holdings(),
        id -> LinePlan.security(id, Bands.NOTHING, /* triggers= */ true),
        this::account);
    modelLines();
    account(plan.cash(), managed.cash());
    valuation.models().forEach(this::linesInside);
    var overallDrift =
        Rational.of(driftSum, plan.commonDenominator().multiply(equity).shiftLeft(1));
    return new Judgement.Checkable(
        lines, overallDrift, dollars(equity), dollars(valuation.exposure()), models);
  }

  /** One line for each planned and each held security, by id. */
  private static void merge(
      List<LinePlan> planned,
      List<ValuedHolding> held,
      Function<String, LinePlan> unwanted,
      Measure measure) {
    var next = 0;
    for (var line : planned) {
      var id = String.valueOf(line.securityId());
      while (next < held.size() && held.get(next).securityId().compareTo(id) < 0) {
        measure.line(unwanted.apply(held.get(next).securityId()), held.get(next).value());
        next++;
      }
      if (next < held.size() && held.get(next).securityId().equals(id)) {
        measure.line(line, held.get(next).value());
        next++;
      } else {
        measure.line(line, BigInteger.ZERO);
      }
    }
    for (; next < held.size(); next++) {
      measure.line(unwanted.apply(held.get(next).securityId()), held.get(next).value());
    }
  }

  /** Measures a line on one base. */
  private interface Measure {
    void line(LinePlan plan, BigInteger value);
  }

  private void modelLines() {
    var ids = new TreeSet<String>();
    plan.models().forEach(model -> ids.add(model.modelId()));
    valuation.models().forEach(sleeve -> ids.add(sleeve.modelId()));
    for (var id : ids) {
      var model = plan.model(id);
      var sleeve = valuation.model(id);
      account(
          model != null ? model.line() : LinePlan.model(id, Bands.NOTHING, /* triggers= */ true),
          sleeve != null ? sleeve.equity() : BigInteger.ZERO);
    }
  }

  private void linesInside(ValuedSleeve sleeve) {
    var inside = planInside(sleeve);
    if (inside == null) {
      return;
    }
    var base = sleeve.equity();
    merge(
        inside.holdings(),
        sleeve.holdings(),
        inside::unwanted,
        (line, value) -> lines.add(measured(line, value, base)));
    lines.add(measured(inside.cash(), sleeve.cash(), base));
  }

  private @Nullable SleevePlan planInside(ValuedSleeve sleeve) {
    var modelId = sleeve.modelId();
    var component = plan.model(modelId);
    var model = models.get(modelId);
    return component == null || model == null || sleeve.isEmpty()
        ? null
        : component.sleeve(model, input.effectiveLeverage().getOrDefault(modelId, Leverage.NONE));
  }

  private void account(LinePlan line, BigInteger value) {
    lines.add(measured(line, value, equity));
    var held = value.multiply(plan.commonDenominator());
    var wanted = plan.inCommonUnits(line.band().target()).multiply(equity);
    driftSum = driftSum.add(held.subtract(wanted).abs());
  }

  private Line measured(LinePlan line, BigInteger value, BigInteger base) {
    var weight = Rational.of(value, base);
    var before = input.sidesBefore().getOrDefault(line.name(), Side.NONE);
    return new Line(
        line.name(),
        line.kind(),
        line.modelId(),
        line.securityId(),
        dollars(value),
        weight,
        line.band(),
        hysteresis.side(weight, line.band(), before),
        line.triggers());
  }

  private static Rational dollars(BigInteger units) {
    return Rational.of(units, Valuation.UNITS_PER_DOLLAR);
  }
}
