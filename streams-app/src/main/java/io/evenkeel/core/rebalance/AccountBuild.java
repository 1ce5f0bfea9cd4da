package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Leverage;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was built of one account, still as lines.
 *
 * @param managed the account's own level
 * @param sleeves by modelId
 */
record AccountBuild(Level managed, List<SleeveBuild> sleeves) {
  TradePlan plan(String managedSleeveId) {
    var orders = new ArrayList<PlannedOrder>();
    var changes = new ArrayList<SleeveChange>();
    addOrders(orders, managed);
    for (var build : sleeves) {
      addOrders(orders, build.level());
      addChange(changes, build);
    }
    return PlanAssembly.plan(managedSleeveId, orders, changes);
  }

  private static void addOrders(List<PlannedOrder> orders, Level level) {
    for (var line : level.lines()) {
      var asset = line.asset();
      if (asset != null && !line.net().equals(Net.NOTHING)) {
        orders.add(asset.order(line));
      }
    }
  }

  private static void addChange(List<SleeveChange> changes, SleeveBuild build) {
    if (build.transfer().signum() == 0 && !build.latches() && !build.closes()) {
      return;
    }
    var sleeve = build.sleeve();
    changes.add(
        new SleeveChange(
            sleeve.modelId(),
            sleeve.sleeveId(),
            type(build),
            LotRounding.money(build.transfer()),
            sleeve.effective(),
            applied(build),
            build.latches()));
  }

  private static SleeveChange.Type type(SleeveBuild build) {
    if (build.closes()) {
      return SleeveChange.Type.CLOSE;
    }
    return build.opens() ? SleeveChange.Type.OPEN : SleeveChange.Type.CHANGE;
  }

  private static Leverage applied(SleeveBuild build) {
    return build.latches() ? build.sleeve().configured() : build.sleeve().effective();
  }
}
