package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.SleeveChange.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that was built of one account, still as lines.
 *
 * @param managed the account's own level
 * @param sleeves by modelId
 */
record AccountBuild(Level managed, List<SleeveBuild> sleeves) {
  private static final Comparator<PlannedOrder> SELLS_FIRST =
      Comparator.comparing(PlannedOrder::side)
          .thenComparing(PlannedOrder::securityId)
          .thenComparing(PlannedOrder::sleeveId);

  TradePlan plan(String managedSleeveId) {
    var orders = new ArrayList<PlannedOrder>();
    var transfers = new ArrayList<Transfer>();
    var changes = new ArrayList<SleeveChange>();
    addOrders(orders, managed);
    for (var build : sleeves) {
      addOrders(orders, build.level());
      addTransfer(transfers, build, managedSleeveId);
      addChange(changes, build);
    }
    orders.sort(SELLS_FIRST);
    transfers.sort(
        Comparator.comparing(Transfer::fromSleeveId).thenComparing(Transfer::toSleeveId));
    return new TradePlan(orders, transfers, changes);
  }

  private static void addOrders(List<PlannedOrder> orders, Level level) {
    for (var line : level.lines()) {
      var asset = line.asset();
      if (asset != null && !line.net().equals(Net.NOTHING)) {
        orders.add(asset.order(line));
      }
    }
  }

  private static void addTransfer(List<Transfer> transfers, SleeveBuild build, String managed) {
    var amount = LotRounding.money(build.transfer().abs());
    var sleeveId = build.sleeve().sleeveId();
    if (build.transfer().signum() > 0) {
      transfers.add(new Transfer(managed, sleeveId, amount));
    } else if (build.transfer().signum() < 0) {
      transfers.add(new Transfer(sleeveId, managed, amount));
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

  private static Type type(SleeveBuild build) {
    if (build.closes()) {
      return Type.CLOSE;
    }
    return build.opens() ? Type.OPEN : Type.CHANGE;
  }

  private static Leverage applied(SleeveBuild build) {
    return build.latches() ? build.sleeve().configured() : build.sleeve().effective();
  }

  /** Dollars by which the value of all holdings grows. */
  Rational exposureGrowth() {
    var growth = growth(managed);
    for (var build : sleeves) {
      growth = growth.plus(growth(build.level()));
    }
    return growth;
  }

  private static Rational growth(Level level) {
    var growth = Dollars.NONE;
    for (var line : level.lines()) {
      growth = line.isSleeve() ? growth : growth.plus(line.value().minus(line.start()));
    }
    return growth;
  }

  /** Dollars that rounding to cents adds to the account's equity. */
  Rational cashRounding() {
    var rounding = rounding(managed);
    for (var build : sleeves) {
      rounding = rounding.plus(rounding(build.level()));
    }
    return rounding;
  }

  private static Rational rounding(Level level) {
    var rounding = Dollars.NONE;
    for (var line : level.lines()) {
      if (!line.isSleeve()) {
        var moved = line.value().minus(line.start());
        rounding = rounding.plus(line.cashAt(line.net())).plus(moved);
      }
    }
    return rounding;
  }
}
