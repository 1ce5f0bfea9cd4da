package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Leverage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A build input, changed in one respect. */
final class World {
  private World() {}

  static BuildInput with(BuildInput input, TradeLogic logic) {
    return new BuildInput(
        input.account(),
        input.positions(),
        input.target(),
        input.effectiveLeverage(),
        input.sides(),
        input.reallocatedModels(),
        logic,
        input.scope(),
        input.boards(),
        input.settings(),
        input.limits(),
        input.tax());
  }

  static BuildInput with(BuildInput input, BuildScope scope) {
    return new BuildInput(
        input.account(),
        input.positions(),
        input.target(),
        input.effectiveLeverage(),
        input.sides(),
        input.reallocatedModels(),
        input.logic(),
        scope,
        input.boards(),
        input.settings(),
        input.limits(),
        input.tax());
  }

  static BuildInput with(BuildInput input, Account account) {
    return new BuildInput(
        account,
        input.positions(),
        input.target(),
        input.effectiveLeverage(),
        input.sides(),
        input.reallocatedModels(),
        input.logic(),
        input.scope(),
        input.boards(),
        input.settings(),
        input.limits(),
        input.tax());
  }

  static BuildInput with(BuildInput input, Positions positions) {
    return new BuildInput(
        input.account(),
        positions,
        input.target(),
        input.effectiveLeverage(),
        input.sides(),
        input.reallocatedModels(),
        input.logic(),
        input.scope(),
        input.boards(),
        input.settings(),
        input.limits(),
        input.tax());
  }

  static BuildInput with(BuildInput input, Limits limits) {
    return new BuildInput(
        input.account(),
        input.positions(),
        input.target(),
        input.effectiveLeverage(),
        input.sides(),
        input.reallocatedModels(),
        input.logic(),
        input.scope(),
        input.boards(),
        input.settings(),
        limits,
        input.tax());
  }

  /** The world once a plan is approved and filled: latched, acknowledged, judged again. */
  static BuildInput after(BuildInput input, TradePlan plan) {
    var effective = new HashMap<String, Leverage>(input.effectiveLeverage());
    for (var change : plan.sleeveChanges()) {
      if (change.latches()) {
        effective.put(change.modelId(), change.applied());
      }
    }
    var filled = Filled.apply(input.positions(), plan);
    var unjudged = world(input, filled, effective, Map.of());
    return world(input, filled, effective, NaiveJudge.sides(unjudged, input.sides()));
  }

  private static BuildInput world(
      BuildInput input,
      Positions positions,
      Map<String, Leverage> effective,
      Map<String, Side> sides) {
    return new BuildInput(
        input.account(),
        positions,
        input.target(),
        effective,
        sides,
        Set.of(),
        input.logic(),
        new BuildScope.WholeAccount(),
        input.boards(),
        input.settings(),
        input.limits(),
        input.tax());
  }
}
