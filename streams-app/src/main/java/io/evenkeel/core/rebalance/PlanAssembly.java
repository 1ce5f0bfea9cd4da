package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts orders and sleeve changes together as one plan, or two plans that follow each other. */
final class PlanAssembly {
  private static final Comparator<PlannedOrder> SELLS_FIRST =
      Comparator.comparing(PlannedOrder::side)
          .thenComparing(PlannedOrder::securityId)
          .thenComparing(PlannedOrder::sleeveId);
  private static final Comparator<Transfer> BY_SLEEVES =
      Comparator.comparing(Transfer::fromSleeveId).thenComparing(Transfer::toSleeveId);

  private PlanAssembly() {}

  /** Every sleeve's change is one transfer, from or to MANAGED. */
  static TradePlan plan(
      String managedSleeveId, Collection<PlannedOrder> orders, Collection<SleeveChange> changes) {
    var transfers = new ArrayList<Transfer>();
    for (var change : changes) {
      var amount = change.amount();
      if (amount.signum() > 0) {
        transfers.add(new Transfer(managedSleeveId, change.sleeveId(), amount));
      } else if (amount.signum() < 0) {
        transfers.add(new Transfer(change.sleeveId(), managedSleeveId, amount.negate()));
      }
    }
    transfers.sort(BY_SLEEVES);
    return new TradePlan(
        orders.stream().sorted(SELLS_FIRST).toList(), transfers, List.copyOf(changes));
  }

  /** The same orders and sleeve changes with these transfers. */
  static TradePlan withTransfers(TradePlan plan, Collection<Transfer> transfers) {
    return new TradePlan(
        plan.orders(), transfers.stream().sorted(BY_SLEEVES).toList(), plan.sleeveChanges());
  }

  /**
   * One plan that does what the first and then the second would: per line what is left when they
   * are set off, without what that leaves below the floor.
   */
  static TradePlan inOne(Positions before, Rational floor, TradePlan first, TradePlan second) {
    var net = new TreeMap<String, PlannedOrder>();
    first.orders().forEach(order -> add(net, order));
    second.orders().forEach(order -> add(net, order));
    var orders = new ArrayList<PlannedOrder>();
    for (var order : net.values()) {
      var held = held(before, order);
      var isExit = order.side() == TradeSide.SELL && order.quantity().equals(held);
      if (isExit || !Dollars.of(order.cash()).isLessThan(floor)) {
        orders.add(sized(order, order.side(), order.quantity(), isExit));
      }
    }
    return plan(before.managed().sleeveId(), orders, changes(orders, floor, first, second));
  }

  /** The same with one order of another size; the plan itself where that is below the floor. */
  static TradePlan resized(TradePlan plan, PlannedOrder order, Quantity quantity, Rational floor) {
    var resized = quantity.signum() <= 0 ? null : sized(order, order.side(), quantity, false);
    if (resized == null || order.fullExit() || Dollars.of(resized.cash()).isLessThan(floor)) {
      return plan;
    }
    var orders = plan.orders().stream().map(each -> each.equals(order) ? resized : each).toList();
    return new TradePlan(orders, plan.transfers(), plan.sleeveChanges());
  }

  private static void add(SortedMap<String, PlannedOrder> net, PlannedOrder order) {
    var key = order.sleeveId() + '\n' + order.securityId();
    var other = net.remove(key);
    var sum = other == null ? order : sum(other, order);
    if (sum != null) {
      net.put(key, sum);
    }
  }

  private static @Nullable PlannedOrder sum(PlannedOrder one, PlannedOrder other) {
    if (one.side() == other.side()) {
      return sized(one, one.side(), one.quantity().plus(other.quantity()), false);
    }
    var left = one.quantity().minus(other.quantity());
    if (left.signum() == 0) {
      return null;
    }
    return left.signum() > 0
        ? sized(one, one.side(), left, false)
        : sized(one, other.side(), Quantity.ZERO.minus(left), false);
  }

  private static PlannedOrder sized(
      PlannedOrder order, TradeSide side, Quantity quantity, boolean isExit) {
    return new PlannedOrder(
        order.line(),
        order.sleeveId(),
        order.securityId(),
        side,
        quantity,
        order.price(),
        LotRounding.money(LotRounding.cents(Dollars.worth(quantity, order.price()))),
        isExit);
  }

  private static Quantity held(Positions before, PlannedOrder order) {
    return before.sleeves().stream()
        .filter(sleeve -> sleeve.sleeveId().equals(order.sleeveId()))
        .flatMap(sleeve -> sleeve.holdings().stream())
        .filter(holding -> holding.securityId().equals(order.securityId()))
        .map(holding -> holding.quantity())
        .findFirst()
        .orElse(Quantity.ZERO);
  }

  private static Collection<SleeveChange> changes(
      List<PlannedOrder> orders, Rational floor, TradePlan first, TradePlan second) {
    Map<String, SleeveChange> changes = new TreeMap<>();
    first.sleeveChanges().forEach(change -> changes.put(change.modelId(), change));
    for (var change : second.sleeveChanges()) {
      changes.merge(change.modelId(), change, PlanAssembly::sum);
    }
    var traded = new HashMap<String, Boolean>();
    orders.forEach(order -> traded.put(order.sleeveId(), true));
    changes.replaceAll((id, change) -> kept(change, floor, traded.containsKey(change.sleeveId())));
    changes.values().removeIf(PlanAssembly::isNothing);
    return changes.values();
  }

  private static SleeveChange sum(SleeveChange first, SleeveChange second) {
    return new SleeveChange(
        first.modelId(),
        first.sleeveId(),
        first.type(),
        first.amount().plus(second.amount()),
        first.before(),
        second.latches() ? second.applied() : first.applied(),
        first.latches() || second.latches());
  }

  private static SleeveChange kept(SleeveChange change, Rational floor, boolean isTraded) {
    if (change.type() != SleeveChange.Type.CHANGE) {
      return change;
    }
    var isSmall = Dollars.of(change.amount()).abs().isLessThan(floor);
    var latches = change.latches() && isTraded;
    return new SleeveChange(
        change.modelId(),
        change.sleeveId(),
        change.type(),
        isSmall ? Money.ZERO : change.amount(),
        change.before(),
        latches ? change.applied() : change.before(),
        latches);
  }

  private static boolean isNothing(SleeveChange change) {
    return change.type() != SleeveChange.Type.CLOSE
        && change.amount().signum() == 0
        && !change.latches();
  }
}
