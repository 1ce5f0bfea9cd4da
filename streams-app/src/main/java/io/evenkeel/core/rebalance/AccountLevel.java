package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first level: the components of the account, each model sleeve as one line. Sleeves that give
 * are built first; where their lots do not come to what was asked, the level is solved again with
 * what they really can give, until every sleeve gives what it is asked for.
 */
final class AccountLevel {
  /** How often sleeves are asked; one that still does not give what it is asked then gives none. */
  private static final int MAX_ROUNDS = 32;

  private final Ledger ledger;
  private final Map<String, Rational> most = new HashMap<>();
  private final Map<String, SleeveBuild> offers = new HashMap<>();
  private final SortedMap<String, SleeveBuild> built = new TreeMap<>();
  private final Unpriced unpriced;

  private AccountLevel(Ledger ledger) {
    this.ledger = ledger;
    this.unpriced = new Unpriced(ledger.prices());
  }

  static AccountBuild build(Ledger ledger) {
    var account = new AccountLevel(ledger);
    account.closeUnwantedSleeves();
    var level = account.solve();
    account.buildTheOthers(level);
    return new AccountBuild(level, List.copyOf(account.built.values()));
  }

  private void closeUnwantedSleeves() {
    for (var sleeve : ledger.modelSleeves()) {
      if (isUnwanted(sleeve)) {
        built.put(
            sleeve.modelId(),
            sleeve.isEmpty()
                ? SleeveLevel.receive(ledger, sleeve, Dollars.NONE)
                : SleeveLevel.close(ledger, sleeve));
      }
    }
  }

  /** Not in the target, or in it with nothing, unless its band leaves room for some. */
  private boolean isUnwanted(ModelSleeve sleeve) {
    var line = sleeve.line();
    return !sleeve.isWanted()
        && (line == null
            || sleeve.isEmpty()
            || ledger.isBestFit()
            || edges(line).clearHigh().signum() == 0);
  }

  private Level solve() {
    for (int round = 0; ; round++) {
      var level = level();
      if (ledger.isBestFit()) {
        BestFit.solve(level);
      } else {
        MinTransaction.solve(level);
      }
      SleeveLevel.sellForOverdraft(level);
      unpriced.settle(level);
      if (buildGivers(level, round < MAX_ROUNDS)) {
        return level;
      }
    }
  }

  /** Whether all of them give what is asked; each time that one does not, it is asked for less. */
  private boolean buildGivers(Level level, boolean mayAskAgain) {
    var givers = new TreeMap<String, SleeveBuild>();
    var isAgreed = true;
    for (var line : level.lines()) {
      if (line.isSleeve() && line.net().sells()) {
        var asked = line.cashAt(line.net());
        var build = offer(sleeve(line), asked);
        var given = build.transfer().negate();
        givers.put(build.sleeve().modelId(), build);
        if (given.isLessThan(asked)) {
          most.put(build.sleeve().modelId(), mayAskAgain ? given : Dollars.NONE);
          isAgreed = false;
        }
      }
    }
    if (isAgreed) {
      built.putAll(givers);
    }
    return isAgreed;
  }

  /** What a sleeve offered once it gives when asked for just that. */
  private SleeveBuild offer(ModelSleeve sleeve, Rational asked) {
    var offered = offers.get(sleeve.modelId());
    var build =
        offered != null && offered.transfer().negate().equals(asked)
            ? offered
            : SleeveLevel.give(ledger, sleeve, asked);
    offers.put(sleeve.modelId(), build);
    return build;
  }

  private void buildTheOthers(Level level) {
    for (var line : level.lines()) {
      if (line.isSleeve() && !line.net().sells()) {
        var sleeve = sleeve(line);
        built.put(
            sleeve.modelId(),
            SleeveLevel.receive(ledger, sleeve, line.cashAt(line.net()).negate()));
      }
    }
  }

  private ModelSleeve sleeve(TradeLine line) {
    var sleeve = ledger.modelSleeve(line.name().substring(Names.MODEL.length()));
    if (sleeve == null) {
      throw new IllegalStateException("no sleeve belongs to line " + line.name());
    }
    return sleeve;
  }

  private Level level() {
    var cash = Dollars.of(ledger.managed().cash());
    for (var build : built.values()) {
      cash = cash.minus(build.transfer());
    }
    var lines = new ArrayList<TradeLine>();
    addSecurities(lines);
    addSleeves(lines);
    return new Level(lines, cash, cashEdges(), ledger.side(Names.CASH), true, null);
  }

  private void addSecurities(List<TradeLine> lines) {
    var edges = new TreeMap<String, Edges>();
    for (var holding : ledger.managed().holdings()) {
      if (holding.quantity().signum() > 0) {
        edges.put(holding.securityId(), Edges.NOTHING);
      }
    }
    for (var line : ledger.input().target().lines()) {
      var isHeld = edges.containsKey(line.ref());
      if (line.kind() == Component.Kind.SECURITY && (isHeld || line.weight().signum() > 0)) {
        edges.put(line.ref(), edges(line));
      }
    }
    edges.forEach((id, some) -> addSecurity(lines, id, some));
  }

  private void addSecurity(List<TradeLine> lines, String id, Edges edges) {
    var managed = ledger.managed();
    var name = Names.SECURITY + id;
    if (!Assets.isTradable(ledger, id, managed.holdings())) {
      return;
    }
    if (!ledger.isBestFit()
        && !Assets.isHeld(id, managed.holdings())
        && unpriced.leavesOut(id, edges, ledger.side(name))) {
      return;
    }
    var asset = Assets.of(ledger, managed.sleeveId(), id, managed.holdings());
    if (asset != null) {
      var side = edges.side(asset.value(), ledger.side(name));
      lines.add(Assets.line(name, asset, ledger.floor(), edges, side));
    }
  }

  private void addSleeves(List<TradeLine> lines) {
    for (var sleeve : ledger.modelSleeves()) {
      var line = sleeve.line();
      if (line != null && !built.containsKey(sleeve.modelId())) {
        var name = Names.MODEL + sleeve.modelId();
        var edges = edges(line);
        var side = edges.side(sleeve.equity(), ledger.side(name));
        lines.add(
            new TradeLine(
                name,
                null,
                Stake.of(sleeve.equity(), most.get(sleeve.modelId())),
                ledger.floor(),
                edges,
                side));
      }
    }
  }

  private Edges cashEdges() {
    for (var line : ledger.input().target().lines()) {
      if (line.kind() == Component.Kind.CASH) {
        return edges(line);
      }
    }
    return Edges.SPARE_CASH;
  }

  private Edges edges(TargetLine line) {
    return Edges.around(
        line.weight(), line.thresholds(), line.precisions(), ledger.hysteresis(), ledger.equity());
  }
}
