package io.evenkeel.core.account;

import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.BuildResult;
import io.evenkeel.core.rebalance.Limit;
import io.evenkeel.core.rebalance.Limits;
import io.evenkeel.core.rebalance.LineNote;
import io.evenkeel.core.rebalance.PlannedOrder;
import io.evenkeel.core.rebalance.TradeBuilder;
import io.evenkeel.core.rebalance.TradePlan;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.tax.LossSale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A build that never buys in one sleeve what it sells at a loss in another: sales go first, and
 * after one at a loss buying is blocked. What would be bought is blocked like after any such sale,
 * and everything is built again.
 */
final class WashProofBuild {
  private WashProofBuild() {}

  /**
   * What was built.
   *
   * @param input that led to it, with every purchase that was blocked
   */
  record Built(BuildInput input, BuildResult result) {}

  /** Each round blocks a security that was bought, so that there are no more rounds than those. */
  static Built of(BuildInput asked) {
    var input = asked;
    while (true) {
      var result = TradeBuilder.build(input);
      var washed =
          result instanceof BuildResult.Proposed some ? washed(input, some.plan()) : none();
      if (washed.isEmpty()) {
        return new Built(input, result);
      }
      input = input.withLimits(blocking(input.limits(), washed));
    }
  }

  private static SortedMap<String, String> none() {
    return new TreeMap<>();
  }

  /** The sleeve that sells at a loss, by security that another one buys. */
  private static SortedMap<String, String> washed(BuildInput input, TradePlan plan) {
    var washed = none();
    for (var sale : plan.orders()) {
      if (sale.side() == TradeSide.SELL && isBought(plan, sale) && isLoss(input, sale)) {
        washed.put(sale.securityId(), sale.sleeveId());
      }
    }
    return washed;
  }

  private static boolean isBought(TradePlan plan, PlannedOrder sale) {
    return plan.orders().stream()
        .anyMatch(
            order -> order.side() == TradeSide.BUY && order.securityId().equals(sale.securityId()));
  }

  private static boolean isLoss(BuildInput input, PlannedOrder sale) {
    return LossSale.isLoss(Proposing.lots(input, sale), sale.quantity(), sale.price().exact());
  }

  private static Limits blocking(Limits limits, SortedMap<String, String> washed) {
    var all = new ArrayList<>(limits.all());
    washed.forEach((securityId, sleeveId) -> all.add(limit(securityId, sleeveId)));
    all.sort(Comparator.comparing(Limit::securityId).thenComparing(Limit::code));
    return new Limits(all);
  }

  private static Limit limit(String securityId, String sleeveId) {
    return new Limit(
        securityId,
        Limit.Code.WASH_SALE,
        /* forbidsBuying= */ true,
        /* forbidsSelling= */ false,
        "%s is sold at a loss from sleeve %s just now: bought in another one it would be a wash sale."
            .formatted(securityId, sleeveId));
  }

  /**
   * Tells of sales at a loss whose security the account bought within the 30 days before, and keeps
   * some of: they are made, but the loss may not count.
   */
  static List<LineNote> notes(Proposal proposal, BuildInput input) {
    var notes = new ArrayList<LineNote>();
    for (var order : proposal.orders()) {
      if (order.isLossSale()) {
        var kept = recent(held(input.positions(), order.securityId()), input.tax().day());
        var sold = recent(sold(proposal, order.securityId()), input.tax().day());
        if (kept.compareTo(sold) > 0) {
          notes.add(note(order.line(), order.securityId(), kept.minus(sold)));
        }
      }
    }
    return notes;
  }

  private static Stream<Lot> held(Positions positions, String securityId) {
    return positions.sleeves().stream()
        .flatMap(sleeve -> sleeve.holdings().stream())
        .filter(holding -> holding.securityId().equals(securityId))
        .flatMap(holding -> holding.lots().stream());
  }

  private static Stream<Lot> sold(Proposal proposal, String securityId) {
    return proposal.orders().stream()
        .filter(order -> order.securityId().equals(securityId))
        .flatMap(order -> order.lots().stream());
  }

  private static Quantity recent(Stream<Lot> lots, LocalDate day) {
    return lots.filter(lot -> isRecent(lot, day))
        .map(Lot::quantity)
        .reduce(Quantity.ZERO, Quantity::plus);
  }

  private static boolean isRecent(Lot lot, LocalDate day) {
    var acquired = lot.acquired();
    return acquired != null && !acquired.isBefore(day.minusDays(LossSale.BLOCKED_DAYS));
  }

  private static LineNote note(String line, String securityId, Quantity bought) {
    return new LineNote(
        line,
        securityId,
        Limit.Code.WASH_SALE,
        "%s is sold at a loss, and %s of it that the account keeps were bought within the last %d days: so much of the loss would be a wash sale."
            .formatted(securityId, bought, LossSale.BLOCKED_DAYS));
  }
}
