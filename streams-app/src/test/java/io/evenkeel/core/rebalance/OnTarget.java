package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.drift.ExpandedTarget;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The same positions, held against a target that says just what they are: every weight exact at the
 * account, and in each sleeve the nearest that a model can state.
 */
final class OnTarget {
  private OnTarget() {}

  static BuildInput of(BuildInput input) {
    var equity = NaiveJudge.equity(input);
    var boards = new BoardsInMemory();
    var lines = new ArrayList<TargetLine>();
    for (var sleeve : input.positions().sleeves()) {
      for (var holding : sleeve.holdings()) {
        var id = holding.securityId();
        boards.price(
            id, NaiveJudge.price(input, id).toDecimal(6, RoundingMode.UNNECESSARY).toString());
        var security = input.boards().security(id);
        if (security != null) {
          boards.securities.put(id, security);
        }
      }
    }
    var managed = input.positions().managed();
    for (var holding : managed.holdings()) {
      var value = NaiveJudge.price(input, holding.securityId()).times(holding.quantity().exact());
      lines.add(line(Component.Kind.SECURITY, holding.securityId(), value.dividedBy(equity)));
    }
    for (var sleeve : input.positions().sleeves()) {
      var modelId = sleeve.modelId();
      if (modelId != null && !sleeve.isEmpty()) {
        var base = NaiveJudge.equity(input, sleeve);
        var weights = new TreeMap<String, GivenWeight>();
        for (var holding : sleeve.holdings()) {
          var value =
              NaiveJudge.price(input, holding.securityId()).times(holding.quantity().exact());
          weights.put(holding.securityId(), nearest(value.dividedBy(base)));
        }
        boards.models.put(modelId, new Model(modelId, "F", 1, "manager", weights));
        lines.add(line(Component.Kind.MODEL, modelId, base.dividedBy(equity)));
      }
    }
    lines.add(line(Component.Kind.CASH, "", managed.cash().exact().dividedBy(equity)));
    return new BuildInput(
        input.account(),
        input.positions(),
        new ExpandedTarget(
            lines, Map.of("T", 1L), input.logic(), LotMethod.CUSTODIAN_DEFAULT, null),
        new HashMap<>(),
        Map.of(),
        Set.of(),
        input.logic(),
        input.scope(),
        boards,
        input.settings());
  }

  private static GivenWeight nearest(Rational weight) {
    return new GivenWeight(
        weight.toDecimal(8, RoundingMode.DOWN).max(new BigDecimal("0.00000001")));
  }

  private static TargetLine line(Component.Kind kind, String ref, Rational weight) {
    return new TargetLine(
        kind,
        ref,
        weight,
        List.of(Tolerance.DEFAULT_THRESHOLD),
        List.of(Tolerance.DEFAULT_PRECISION),
        Leverage.NONE,
        true,
        true);
  }
}
