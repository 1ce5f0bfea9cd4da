package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.ExpandedTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same account, told in another order. */
final class Shuffled {
  private Shuffled() {}

  static BuildInput of(BuildInput input, Random random) {
    var sleeves = new ArrayList<Sleeve>();
    for (var sleeve : input.positions().sleeves()) {
      sleeves.add(
          new Sleeve(
              sleeve.sleeveId(),
              sleeve.kind(),
              sleeve.modelId(),
              sleeve.settledCash(),
              sleeve.receivable(),
              sleeve.payable(),
              shuffled(sleeve.holdings(), random)));
    }
    var before = input.positions();
    var positions =
        new Positions(
            before.accountId(),
            before.version(),
            before.asOf(),
            before.feed(),
            before.executionsThrough(),
            shuffled(sleeves, random));
    var target = input.target();
    return new BuildInput(
        input.account(),
        positions,
        new ExpandedTarget(
            shuffled(target.lines(), random),
            target.versions(),
            target.tradeLogic(),
            target.lotMethod(),
            target.minTradeAmount()),
        input.effectiveLeverage(),
        input.sides(),
        input.reallocatedModels(),
        input.logic(),
        input.scope(),
        input.boards(),
        input.settings());
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    var copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }
}
