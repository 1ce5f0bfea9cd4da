package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Positions as a custodian and the sleeve accounting would report them once a plan is filled. */
public final class Filled {
  private final Map<String, Sleeve> sleeves = new LinkedHashMap<>();

  private Filled(Positions positions) {
    positions.sleeves().forEach(sleeve -> sleeves.put(sleeve.sleeveId(), sleeve));
  }

  /** The next snapshot: every order filled whole at its price, every transfer booked. */
  public static Positions apply(Positions positions, TradePlan plan) {
    var filled = new Filled(positions);
    plan.sleeveChanges().forEach(filled::open);
    plan.orders().forEach(filled::fill);
    plan.transfers().forEach(filled::book);
    return new Positions(
        positions.accountId(),
        positions.version() + 1,
        positions.asOf(),
        positions.feed(),
        positions.executionsThrough(),
        List.copyOf(filled.sleeves.values()));
  }

  private void open(SleeveChange change) {
    if (change.type() == SleeveChange.Type.OPEN) {
      if (sleeves.containsKey(change.sleeveId())) {
        throw new IllegalStateException("sleeve " + change.sleeveId() + " is there already");
      }
      sleeves.put(
          change.sleeveId(),
          new Sleeve(
              change.sleeveId(),
              Sleeve.Kind.MODEL,
              change.modelId(),
              Money.ZERO,
              Money.ZERO,
              Money.ZERO,
              List.of()));
    }
  }

  private void fill(PlannedOrder order) {
    var sleeve = sleeve(order.sleeveId());
    var held = new LinkedHashMap<String, Holding>();
    sleeve.holdings().forEach(holding -> held.put(holding.securityId(), holding));
    var before = held.get(order.securityId());
    var quantity = before == null ? Quantity.ZERO : before.quantity();
    var after =
        order.side() == TradeSide.BUY
            ? quantity.plus(order.quantity())
            : quantity.minus(order.quantity());
    held.put(order.securityId(), new Holding(order.securityId(), after, List.of()));
    held.values().removeIf(holding -> holding.quantity().signum() == 0);
    var cash = order.side() == TradeSide.BUY ? order.cash().negate() : order.cash();
    put(sleeve, sleeve.settledCash().plus(cash), new ArrayList<>(held.values()));
  }

  private void book(Transfer transfer) {
    var from = sleeve(transfer.fromSleeveId());
    put(from, from.settledCash().minus(transfer.amount()), from.holdings());
    var to = sleeve(transfer.toSleeveId());
    put(to, to.settledCash().plus(transfer.amount()), to.holdings());
  }

  private Sleeve sleeve(String sleeveId) {
    if (sleeveId.equals(Sleeve.FUNDING_ID)) {
      sleeves.computeIfAbsent(sleeveId, Filled::funding);
    }
    var sleeve = sleeves.get(sleeveId);
    if (sleeve == null) {
      throw new IllegalStateException("there is no sleeve " + sleeveId);
    }
    return sleeve;
  }

  private static Sleeve funding(String sleeveId) {
    return new Sleeve(
        sleeveId, Sleeve.Kind.FUNDING, null, Money.ZERO, Money.ZERO, Money.ZERO, List.of());
  }

  private void put(Sleeve sleeve, Money cash, List<Holding> holdings) {
    sleeves.put(
        sleeve.sleeveId(),
        new Sleeve(
            sleeve.sleeveId(),
            sleeve.kind(),
            sleeve.modelId(),
            cash,
            sleeve.receivable(),
            sleeve.payable(),
            holdings));
  }
}
