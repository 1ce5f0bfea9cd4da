package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same account once a plan is approved and filled at its prices: what a next build would see.
 */
final class Afterwards {
  private final Map<String, Money> cash = new HashMap<>();
  private final Map<String, Map<String, Holding>> holdings = new HashMap<>();

  private Afterwards(TradePlan plan) {
    for (var order : plan.orders()) {
      var isSale = order.side() == TradeSide.SELL;
      addCash(order.sleeveId(), isSale ? order.cash() : order.cash().negate());
    }
    for (var transfer : plan.transfers()) {
      addCash(transfer.fromSleeveId(), transfer.amount().negate());
      addCash(transfer.toSleeveId(), transfer.amount());
    }
  }

  static BuildInput of(BuildInput input, TradePlan plan) {
    return new BuildInput(
        input.account(),
        new Afterwards(plan).positions(input.positions(), plan),
        input.target(),
        latched(input, plan),
        input.sides(),
        Set.of(),
        input.logic(),
        input.scope(),
        input.boards(),
        input.settings(),
        input.limits(),
        input.tax());
  }

  private static Map<String, Leverage> latched(BuildInput input, TradePlan plan) {
    var leverage = new HashMap<>(input.effectiveLeverage());
    for (var change : plan.sleeveChanges()) {
      if (change.latches()) {
        leverage.put(change.modelId(), change.applied());
      }
    }
    return leverage;
  }

  private void addCash(String sleeveId, Money amount) {
    cash.merge(sleeveId, amount, Money::plus);
  }

  private Positions positions(Positions before, TradePlan plan) {
    var sleeves = new ArrayList<Sleeve>(before.sleeves());
    for (var change : plan.sleeveChanges()) {
      if (change.type() == SleeveChange.Type.OPEN) {
        sleeves.add(opened(change));
      }
    }
    for (var sleeve : sleeves) {
      holdings.put(sleeve.sleeveId(), byId(sleeve));
    }
    plan.orders().forEach(this::book);
    sleeves.replaceAll(this::booked);
    return new Positions(
        before.accountId(),
        before.version(),
        before.asOf(),
        before.feed(),
        before.executionsThrough(),
        sleeves);
  }

  private static Sleeve opened(SleeveChange change) {
    return new Sleeve(
        change.sleeveId(),
        Sleeve.Kind.MODEL,
        change.modelId(),
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        List.of());
  }

  private static Map<String, Holding> byId(Sleeve sleeve) {
    var byId = new LinkedHashMap<String, Holding>();
    sleeve.holdings().forEach(holding -> byId.put(holding.securityId(), holding));
    return byId;
  }

  private void book(PlannedOrder order) {
    var held = holdings.getOrDefault(order.sleeveId(), new HashMap<>());
    var before = held.get(order.securityId());
    var quantity = before == null ? Quantity.ZERO : before.quantity();
    var after =
        order.side() == TradeSide.BUY
            ? quantity.plus(order.quantity())
            : quantity.minus(order.quantity());
    held.put(order.securityId(), new Holding(order.securityId(), after, List.of()));
  }

  private Sleeve booked(Sleeve sleeve) {
    return new Sleeve(
        sleeve.sleeveId(),
        sleeve.kind(),
        sleeve.modelId(),
        sleeve.settledCash().plus(cash.getOrDefault(sleeve.sleeveId(), Money.ZERO)),
        sleeve.receivable(),
        sleeve.payable(),
        List.copyOf(holdings.getOrDefault(sleeve.sleeveId(), Map.of()).values()));
  }
}
