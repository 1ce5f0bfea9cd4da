package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.drift.SleeveTargets;
import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The second level: the holdings of one model sleeve, at the equity that it will have. */
final class SleeveLevel {
  /** How often less is asked of a giver whose lots do not come to what was asked. */
  private static final int MAX_ASKS = 32;

  private final Ledger ledger;
  private final ModelSleeve sleeve;
  private final Unpriced unpriced;

  private SleeveLevel(Ledger ledger, ModelSleeve sleeve) {
    this.ledger = ledger;
    this.sleeve = sleeve;
    this.unpriced = new Unpriced(ledger.prices());
  }

  /** Builds a sleeve that the target wants and that receives so much, or nothing. */
  static SleeveBuild receive(Ledger ledger, ModelSleeve sleeve, Rational cents) {
    var build = new SleeveLevel(ledger, sleeve).build(cents);
    sellForOverdraft(build.level());
    return build;
  }

  /**
   * Builds a sleeve that is asked for so much; it gives what its lots come to. Where no smaller sum
   * comes out even, as with bands narrower than a lot, it is built to give what was asked and gives
   * what that brought; not where it may not sell everything and owes instead, since what it sold to
   * give so much would only be bought back.
   */
  static SleeveBuild give(Ledger ledger, ModelSleeve sleeve, Rational cents) {
    var level = new SleeveLevel(ledger, sleeve);
    var asked = level.build(cents.negate());
    var build = asked;
    for (int ask = 0; ask < MAX_ASKS && gives(build, ledger.floor()); ask++) {
      if (build.lack().signum() == 0) {
        return build;
      }
      build = new SleeveLevel(ledger, sleeve).build(build.transfer().plus(build.lack()));
    }
    var owesForIt = level.isHindered() && !level.mustNotBorrow();
    var brought = owesForIt ? build.givingLess() : asked.givingLess();
    return gives(brought, ledger.floor()) ? brought : receive(ledger, sleeve, Dollars.NONE);
  }

  private static boolean gives(SleeveBuild build, Rational floor) {
    return !build.transfer().negate().isLessThan(floor);
  }

  /**
   * Sells a sleeve whole and sweeps its cash, which it may owe. Where something in it may not be
   * sold it stays open, and gives the cash that is in it then.
   */
  static SleeveBuild close(Ledger ledger, ModelSleeve sleeve) {
    var level = new SleeveLevel(ledger, sleeve).unwanted();
    level.lines().forEach(line -> level.set(line, line.exit()));
    var isSoldWhole = level.lines().stream().allMatch(line -> line.net().exit());
    var gives = isSoldWhole || !level.cash().isLessThan(ledger.floor());
    return new SleeveBuild(
        sleeve, level, gives ? level.cash().negate() : Dollars.NONE, isSoldWhole);
  }

  /** Cash that must not be negative and that no clearing edge could save: any line gives. */
  static void sellForOverdraft(Level level) {
    if (!level.isOverdrawn()) {
      return;
    }
    var before = new LinkedHashMap<TradeLine, Net>();
    level.lines().forEach(line -> before.put(line, line.net()));
    new LotFlow(level, line -> true, line -> Dollars.NONE)
        .raise(Dollars.NONE, Dollars.NONE, Edges.UNBOUNDED);
    before.forEach((line, net) -> keepWhereEnough(level, line, net));
  }

  /** A dear lot sold last may bring all that was lacking, and what was sold before it is kept. */
  private static void keepWhereEnough(Level level, TradeLine line, Net net) {
    if (level.cashAfter(line, net).signum() >= 0) {
      level.set(line, net);
    }
  }

  private SleeveBuild build(Rational transfer) {
    var line = sleeve.line();
    var model = sleeve.model();
    if (line == null || model == null || (sleeve.isEmpty() && transfer.signum() == 0)) {
      return new SleeveBuild(sleeve, untouched(transfer), transfer, false);
    }
    var targets = SleeveTargets.of(model, sleeve.configured(), line.trackManagerLeverage());
    var level = level(line, targets, transfer);
    if (isBuiltExactly()) {
      BestFit.solve(level);
    } else if (isTouched(level, transfer)) {
      MinTransaction.solve(level, transfer.signum() != 0 || level.isOverdrawn());
    }
    unpriced.settle(level);
    return new SleeveBuild(sleeve, level, transfer, false);
  }

  /** Whatever the request says: a new sleeve, a reallocated one, one whose leverage changes. */
  private boolean isBuiltExactly() {
    return ledger.isBestFit()
        || sleeve.isEmpty()
        || sleeve.changesLeverage()
        || ledger.input().reallocatedModels().contains(sleeve.modelId());
  }

  /** A sleeve with neither a transfer nor a breached line is left alone. */
  private static boolean isTouched(Level level, Rational transfer) {
    return transfer.signum() != 0
        || level.isOverdrawn()
        || level.lines().stream().anyMatch(line -> line.side() != Side.NONE);
  }

  private boolean mustNotBorrow() {
    var line = sleeve.line();
    var model = sleeve.model();
    return ledger.input().account().type() == AccountType.CASH
        || line == null
        || model == null
        || SleeveTargets.of(model, sleeve.configured(), line.trackManagerLeverage()).cash().signum()
            >= 0;
  }

  private Level level(TargetLine line, SleeveTargets targets, Rational transfer) {
    var base = sleeve.equity().plus(transfer);
    var lines = new ArrayList<TradeLine>();
    var exposure = Dollars.NONE;
    for (var id : securities()) {
      var target = targets.holdings().get(id);
      var edges = target == null ? Edges.NOTHING : edges(line, target, base);
      exposure = exposure.plus(edges.target());
      addLine(lines, id, edges);
    }
    var exposureLimit = exposure.max(base.plus(base));
    var level =
        new Level(
            lines,
            sleeve.cash().plus(transfer),
            edges(line, targets.cash(), base),
            ledger.side(name("CASH")),
            mustNotBorrow(),
            exposureLimit);
    if (transfer.signum() < 0 && isHindered()) {
      level.keepAtLeast(LotRounding.cents(base.minus(exposureLimit)).plus(Dollars.CENT));
    }
    return level;
  }

  /**
   * Whether something in it may not be sold. It would give by owing more, until debt is all that is
   * left; so it gives no more than its exposure allows, as for lots that are left over.
   */
  private boolean isHindered() {
    return holdings().stream()
        .filter(holding -> holding.quantity().signum() > 0)
        .anyMatch(holding -> !ledger.input().limits().maySell(holding.securityId()));
  }

  private Edges edges(TargetLine line, Rational weight, Rational base) {
    return Edges.around(weight, line.thresholds(), line.precisions(), ledger.hysteresis(), base);
  }

  /** Everything in the model or held, by id. */
  private Set<String> securities() {
    var ids = new TreeSet<String>();
    if (sleeve.model() != null) {
      ids.addAll(sleeve.model().holdings().keySet());
    }
    for (var holding : holdings()) {
      if (holding.quantity().signum() > 0) {
        ids.add(holding.securityId());
      }
    }
    return ids;
  }

  private List<Holding> holdings() {
    return sleeve.sleeve() == null ? List.of() : sleeve.sleeve().holdings();
  }

  private void addLine(List<TradeLine> lines, String id, Edges edges) {
    if (!Assets.isTradable(ledger, id, holdings())) {
      return;
    }
    if (!isBuiltExactly()
        && !Assets.isHeld(id, holdings())
        && unpriced.leavesOut(id, edges, ledger.side(name(id)))) {
      return;
    }
    var asset = Assets.of(ledger, sleeve.sleeveId(), id, holdings());
    if (asset != null) {
      var side = edges.side(asset.value(), ledger.side(name(id)));
      lines.add(Assets.line(name(id), asset, ledger.floor(), edges, side));
    }
  }

  private String name(String id) {
    return sleeve.modelId() + "/" + id;
  }

  private Level untouched(Rational transfer) {
    return new Level(
        List.of(), sleeve.cash().plus(transfer), Edges.SPARE_CASH, Side.NONE, false, null);
  }

  private Level unwanted() {
    var lines = new ArrayList<TradeLine>();
    for (var holding : holdings()) {
      if (holding.quantity().signum() > 0) {
        addLine(lines, holding.securityId(), Edges.NOTHING);
      }
    }
    return new Level(lines, sleeve.cash(), Edges.SPARE_CASH, Side.NONE, false, null);
  }
}
