package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Settles a rebalance before it is proposed: what a second build, right after a filled one, would
 * trade is set off against the first, so that the account does not come back with the cents that
 * rounding moved. See docs/decisions/0011-settled-proposals.md.
 */
final class Settlement {
  /** How often a plan is built upon before another way is tried. */
  private static final int MAX_ROUNDS = 12;

  /** How often an order may be made smaller by a fifth of a cent, or a lot, to settle a plan. */
  private static final int MAX_NUDGES = 6;

  private static final Rational FIFTH_OF_A_CENT = Dollars.of(new BigDecimal("0.002"));

  private final Ledger ledger;

  private Settlement(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A plan after which the next build is empty, if there is one; else the first. */
  static Draft settled(Ledger ledger) {
    return new Settlement(ledger).settled();
  }

  private Draft settled() {
    var first = draft(ledger);
    var draft = first;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (!(draft instanceof Draft.Plan plan)) {
        return draft;
      }
      var next = next(plan.trades());
      if (next.isEmpty()) {
        return draft;
      }
      draft =
          new Draft.Plan(
              PlanAssembly.inOne(ledger.input().positions(), ledger.floor(), plan.trades(), next));
    }
    return nudged(first, draft);
  }

  private static Draft draft(Ledger ledger) {
    return Draft.of(ledger, AccountLevel.build(ledger));
  }

  /** What the build after this plan would trade; nothing where it would fail. */
  private TradePlan next(TradePlan plan) {
    var next = draft(new Ledger(Afterwards.of(ledger.input(), plan)));
    return next instanceof Draft.Plan more ? more.trades() : TradePlan.NOTHING;
  }

  /**
   * Two plans may undo each other for ever, each shifting equity by the fraction of a cent that
   * makes the other right. A few of the smallest lots less in one order shift it elsewhere.
   */
  private Draft nudged(Draft first, Draft last) {
    for (var draft : List.of(last, first)) {
      if (draft instanceof Draft.Plan plan) {
        var settled = nudged(plan.trades());
        if (settled.isPresent()) {
          return new Draft.Plan(settled.get());
        }
      }
    }
    return first;
  }

  private Optional<TradePlan> nudged(TradePlan plan) {
    for (var order : plan.orders()) {
      var step = nudge(order);
      var quantity = order.quantity();
      for (int nudge = 0; nudge < MAX_NUDGES; nudge++) {
        quantity = quantity.minus(step);
        var nudged = PlanAssembly.resized(plan, order, quantity, ledger.floor());
        if (nudged != plan && next(nudged).isEmpty()) {
          return Optional.of(nudged);
        }
      }
    }
    return Optional.empty();
  }

  private Quantity nudge(PlannedOrder order) {
    var lot = ledger.prices().security(order.securityId()).lot();
    var lots = LotRounding.covering(FIFTH_OF_A_CENT, Dollars.worth(lot, order.price()));
    return new Quantity(LotRounding.units(lots, lot.units()));
  }
}
