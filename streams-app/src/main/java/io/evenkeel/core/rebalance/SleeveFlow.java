package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a cash movement makes of one model sleeve: toward its model where the movement goes toward
 * the target, where the sleeve is new, or where its leverage is to be latched; else everything in
 * it keeps its weight.
 */
final class SleeveFlow {
  private final Ledger ledger;
  private final ModelSleeve sleeve;
  private final Rational transfer;
  private final Map<String, Rational> named = new HashMap<>();
  private Rational unnamed;

  private SleeveFlow(Ledger ledger, ModelSleeve sleeve, Rational transfer) {
    this.ledger = ledger;
    this.sleeve = sleeve;
    this.transfer = transfer;
    this.unnamed = transfer.abs();
  }

  /**
   * @param transfer what it receives, in cents; negative where it gives
   */
  static SleeveBuild build(Ledger ledger, CashFlow flow, ModelSleeve sleeve, Rational transfer) {
    if (goesToModel(flow, sleeve)) {
      return SleeveLevel.receive(ledger, sleeve, transfer);
    }
    if (leavesTarget(flow, sleeve) && takesAll(sleeve, transfer) && isSellable(ledger, sleeve)) {
      return SleeveLevel.close(ledger, sleeve);
    }
    var own = new SleeveFlow(ledger, sleeve, transfer);
    flow.parts().forEach(own::name);
    return own.build();
  }

  private static boolean goesToModel(CashFlow flow, ModelSleeve sleeve) {
    if (sleeve.line() == null || sleeve.model() == null) {
      return false;
    }
    return (flow.method() == CashFlow.Method.REBALANCER && sleeve.isWanted())
        || sleeve.changesLeverage()
        || (flow.isDeposit() && sleeve.isEmpty());
  }

  private static boolean leavesTarget(CashFlow flow, ModelSleeve sleeve) {
    return flow.method() == CashFlow.Method.REBALANCER && !sleeve.isWanted();
  }

  private static boolean takesAll(ModelSleeve sleeve, Rational transfer) {
    return !transfer.negate().plus(Dollars.CENT).isLessThan(sleeve.equity());
  }

  private static boolean isSellable(Ledger ledger, ModelSleeve sleeve) {
    var own = sleeve.sleeve();
    return own == null
        || own.holdings().stream()
            .allMatch(holding -> ledger.input().limits().maySell(holding.securityId()));
  }

  /** So much of the transfer is of one security. */
  private void name(CashFlow.Part part) {
    if (part.securityId() != null && part.sleeveId().equals(sleeve.sleeveId())) {
      var dollars = Dollars.of(part.amount()).min(unnamed);
      named.merge(part.securityId(), dollars, Rational::plus);
      unnamed = unnamed.minus(dollars);
    }
  }

  private SleeveBuild build() {
    var level = level();
    if (transfer.signum() > 0) {
      spend(level);
    } else {
      raise(level);
    }
    return new SleeveBuild(sleeve, level, transfer, false).givingLess(tooMuch(level));
  }

  /**
   * What a sleeve that owes cannot give, since not enough in it may be sold: what it owes would
   * weigh more afterwards than before.
   */
  private Rational tooMuch(Level level) {
    var lack = keepingWeight(transfer).minus(level.cash());
    var leavesEquity = sleeve.equity().plus(transfer).signum() > 0;
    var isSmall = leavesEquity && lack.isLessThan(ledger.floor());
    if (mustNotOwe() || transfer.signum() >= 0 || isSmall) {
      return Dollars.NONE;
    }
    var asked = transfer.negate();
    var sold = level.cash().minus(sleeve.cash()).plus(asked);
    var gives = sold.times(sleeve.equity()).dividedBy(sleeve.equity().minus(sleeve.cash()));
    return asked.minus(LotRounding.cents(gives)).max(Dollars.NONE);
  }

  private Level level() {
    var own = sleeve.sleeve();
    var held = own == null ? List.<Holding>of() : own.holdings();
    var ids = new TreeSet<String>(named.keySet());
    held.stream().filter(h -> h.quantity().signum() > 0).forEach(h -> ids.add(h.securityId()));
    var lines = new ArrayList<TradeLine>();
    for (var id : ids) {
      var asset = Assets.of(ledger, sleeve.sleeveId(), id, held);
      if (asset != null) {
        var name = sleeve.modelId() + "/" + id;
        var edges = Edges.weighing(asset.value());
        lines.add(Assets.line(name, asset, ledger.floor(), edges, Side.NONE));
      }
    }
    return new Level(
        lines, sleeve.cash().plus(transfer), Edges.SPARE_CASH, Side.NONE, mustNotOwe(), null);
  }

  /** One that owes nothing now is not to owe anything afterwards, nor any of a CASH account. */
  private boolean mustNotOwe() {
    return sleeve.cash().signum() >= 0 || ledger.input().account().type() == AccountType.CASH;
  }

  private void spend(Level level) {
    for (var line : level.lines()) {
      var dollars = named.getOrDefault(security(line), Dollars.NONE);
      level.set(line, line.bought(LotRounding.truncated(dollars, line.lot())));
    }
    var aim = keepingWeight(unnamed);
    var weighing = level.cash().minus(unnamed.plus(sleeve.cash())).plus(aim);
    var kept = mustNotOwe() ? weighing.max(Dollars.NONE) : weighing;
    new LotFlow(level, line -> line.target().signum() > 0, line -> Edges.UNBOUNDED)
        .spend(kept, kept, kept);
  }

  private void raise(Level level) {
    for (var line : level.lines()) {
      var dollars = named.get(security(line));
      level.set(line, dollars == null ? Net.NOTHING : FlowSpread.raising(line, dollars));
    }
    var anything = new LotFlow(level, line -> true, line -> Dollars.NONE);
    var aim = keepingWeight(unnamed.negate());
    var least = mustNotOwe() ? Dollars.NONE : aim;
    anything.raise(aim, aim, aim);
    anything.raise(least, least, Edges.UNBOUNDED);
  }

  private static String security(TradeLine line) {
    var asset = line.asset();
    return asset == null ? "" : asset.security().securityId();
  }

  /** Cash that keeps its share of the sleeve, or its debit, when so much more is in it. */
  private Rational keepingWeight(Rational more) {
    var equity = sleeve.equity();
    return equity.signum() <= 0
        ? sleeve.cash().plus(more)
        : sleeve.cash().times(equity.plus(more)).dividedBy(equity);
  }
}
