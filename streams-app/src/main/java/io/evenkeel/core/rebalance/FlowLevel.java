package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The account's own level of a cash movement: what every line gives or receives, each model sleeve
 * as one line. A sleeve whose lots do not come to what it is asked for is asked for less, and the
 * others for more.
 */
final class FlowLevel {
  /** How often sleeves are asked. */
  private static final int MAX_ROUNDS = 32;

  private final Ledger ledger;
  private final CashFlow flow;
  private final Rational dollars;
  private final Map<String, Rational> most = new HashMap<>();

  private FlowLevel(Ledger ledger, CashFlow flow, Rational dollars) {
    this.ledger = ledger;
    this.flow = flow;
    this.dollars = dollars;
  }

  /** Spreads so much, in cents, that has come into MANAGED. */
  static AccountBuild deposit(Ledger ledger, CashFlow flow, Rational cents) {
    var movement = new FlowLevel(ledger, flow, cents);
    var level = movement.level(cents);
    new FlowSpread(level, movement.sums(), movement::lineOf).spend(flow);
    return new AccountBuild(level, List.copyOf(movement.sleeves(level).values()));
  }

  /**
   * Raises so much, in cents, and has it leave MANAGED, whose cash may come out lower than {@link
   * #least} where it could not be raised whole.
   */
  static AccountBuild withdrawal(Ledger ledger, CashFlow flow, Rational cents) {
    var movement = new FlowLevel(ledger, flow, cents);
    for (int round = 0; ; round++) {
      var level = movement.level(cents.negate());
      new FlowSpread(level, movement.sums(), movement::lineOf).raise(flow);
      var sleeves = movement.sleeves(level);
      if (movement.isGiven(level, sleeves) || round == MAX_ROUNDS) {
        return new AccountBuild(level, List.copyOf(sleeves.values()));
      }
    }
  }

  /** What cash of MANAGED must not be left below: a debit that is there is not paid for here. */
  static Rational least(Ledger ledger) {
    return Dollars.of(ledger.managed().cash()).min(Dollars.NONE);
  }

  /** Everything that could be raised, were there no lots. */
  static Rational most(Ledger ledger) {
    var total = Dollars.of(ledger.managed().cash()).max(Dollars.NONE);
    for (var holding : ledger.managed().holdings()) {
      var price = isSold(ledger, holding) ? ledger.prices().of(holding.securityId()) : null;
      total = price == null ? total : total.plus(Dollars.worth(holding.quantity(), price));
    }
    for (var sleeve : ledger.modelSleeves()) {
      total = total.plus(sleeve.equity().max(Dollars.NONE));
    }
    return total;
  }

  private static boolean isSold(Ledger ledger, Holding holding) {
    return holding.quantity().signum() > 0 && ledger.input().limits().maySell(holding.securityId());
  }

  private FlowSpread.Sums sums() {
    var cash = Dollars.of(ledger.managed().cash());
    return new FlowSpread.Sums(dollars, cash, targetCash(), least(ledger));
  }

  /** Whether every sleeve gives what it is asked for; one that does not is asked for less. */
  private boolean isGiven(Level level, Map<String, SleeveBuild> sleeves) {
    var isGiven = true;
    for (var line : level.lines()) {
      var build = line.isSleeve() ? sleeves.get(line.name()) : null;
      if (build != null && line.net().sells()) {
        var given = build.transfer().negate();
        var brings = given.minus(build.lack());
        level.keep(brings.minus(line.cashAt(line.net())));
        if (brings.isLessThan(line.cashAt(line.net()))) {
          most.put(build.sleeve().modelId(), brings.max(Dollars.NONE));
          isGiven = false;
        }
      }
    }
    return isGiven;
  }

  private SortedMap<String, SleeveBuild> sleeves(Level level) {
    var builds = new TreeMap<String, SleeveBuild>();
    for (var line : level.lines()) {
      if (line.isSleeve() && !line.net().equals(Net.NOTHING)) {
        var sleeve = ledger.modelSleeve(line.name().substring(Names.MODEL.length()));
        if (sleeve == null) {
          throw new IllegalStateException("no sleeve belongs to line " + line.name());
        }
        var transfer = line.cashAt(line.net()).negate();
        builds.put(line.name(), SleeveFlow.build(ledger, flow, sleeve, transfer));
      }
    }
    return builds;
  }

  private Level level(Rational moved) {
    var lines = new ArrayList<TradeLine>();
    addSecurities(lines);
    addSleeves(lines);
    var cash = Dollars.of(ledger.managed().cash()).plus(moved);
    return new Level(lines, cash, Edges.SPARE_CASH, Side.NONE, false, null);
  }

  private void addSecurities(List<TradeLine> lines) {
    var edges = new TreeMap<String, Edges>();
    var held = ledger.managed().holdings();
    for (var holding : held) {
      if (holding.quantity().signum() > 0) {
        edges.put(holding.securityId(), Edges.NOTHING);
      }
    }
    for (var part : flow.parts()) {
      if (flow.isDeposit() && part.securityId() != null && isManaged(part)) {
        edges.put(part.securityId(), Edges.NOTHING);
      }
    }
    if (isTowardTarget()) {
      addTargets(edges);
    }
    edges.forEach(
        (id, some) -> {
          var asset = Assets.of(ledger, ledger.managed().sleeveId(), id, held);
          if (asset != null) {
            var own = isTowardTarget() ? some : Edges.weighing(asset.value());
            lines.add(Assets.line(Names.SECURITY + id, asset, ledger.floor(), own, Side.NONE));
          }
        });
  }

  private String lineOf(CashFlow.Part part) {
    if (isManaged(part)) {
      return part.securityId() == null ? Names.CASH : Names.SECURITY + part.securityId();
    }
    for (var sleeve : ledger.modelSleeves()) {
      if (sleeve.sleeveId().equals(part.sleeveId())) {
        return Names.MODEL + sleeve.modelId();
      }
    }
    return part.sleeveId();
  }

  private boolean isManaged(CashFlow.Part part) {
    return part.sleeveId().equals(ledger.managed().sleeveId());
  }

  /** A withdrawal needs no price of what is not held. */
  private void addTargets(Map<String, Edges> edges) {
    for (var line : ledger.input().target().lines()) {
      var isBought = flow.isDeposit() && line.weight().signum() > 0;
      var isTraded = isBought && ledger.input().limits().mayBuy(line.ref());
      if (line.kind() == Component.Kind.SECURITY && (isTraded || edges.containsKey(line.ref()))) {
        edges.put(line.ref(), edges(line));
      }
    }
  }

  private void addSleeves(List<TradeLine> lines) {
    for (var sleeve : ledger.modelSleeves()) {
      var line = sleeve.line();
      if (sleeve.sleeve() != null || (flow.isDeposit() && sleeve.isWanted())) {
        var toward = line == null ? Edges.NOTHING : edges(line);
        var edges = isTowardTarget() ? toward : Edges.weighing(sleeve.equity());
        var stake = Stake.of(sleeve.equity(), most.get(sleeve.modelId()));
        var name = Names.MODEL + sleeve.modelId();
        lines.add(new TradeLine(name, null, stake, ledger.floor(), edges, Side.NONE));
      }
    }
  }

  private Rational targetCash() {
    var lines = isTowardTarget() ? ledger.input().target().lines() : List.<TargetLine>of();
    for (var line : lines) {
      if (line.kind() == Component.Kind.CASH) {
        return edges(line).target();
      }
    }
    return Dollars.NONE;
  }

  private boolean isTowardTarget() {
    return flow.method() == CashFlow.Method.REBALANCER;
  }

  private Edges edges(TargetLine line) {
    var after = ledger.equity().plus(flow.isDeposit() ? dollars : dollars.negate());
    return after.signum() <= 0
        ? Edges.NOTHING
        : Edges.around(
            line.weight(), line.thresholds(), line.precisions(), ledger.hysteresis(), after);
  }
}
