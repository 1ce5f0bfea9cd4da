package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first level: the components of the account, each model sleeve as one line. Sleeves that give
 * are built first, and what they really give is then fixed; so the level is solved until no further
 * sleeve is asked to give.
 */
final class AccountLevel {
  private final Ledger ledger;
  private final SortedMap<String, SleeveBuild> built = new TreeMap<>();

  private AccountLevel(Ledger ledger) {
    this.ledger = ledger;
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
      if (!sleeve.isWanted()) {
        built.put(
            sleeve.modelId(),
            sleeve.isEmpty()
                ? SleeveLevel.receive(ledger, sleeve, Dollars.NONE)
                : SleeveLevel.close(ledger, sleeve));
      }
    }
  }

  private Level solve() {
    while (true) {
      var level = level();
      if (ledger.isBestFit()) {
        BestFit.solve(level);
      } else {
        MinTransaction.solve(level);
      }
      SleeveLevel.sellForOverdraft(level);
      if (!buildGivers(level)) {
        return level;
      }
    }
  }

  private boolean buildGivers(Level level) {
    var found = false;
    for (var line : level.lines()) {
      if (line.isSleeve() && line.net().sells()) {
        var sleeve = sleeve(line);
        built.put(sleeve.modelId(), SleeveLevel.give(ledger, sleeve, line.cashAt(line.net())));
        found = true;
      }
    }
    return found;
  }

  private void buildTheOthers(Level level) {
    for (var line : level.lines()) {
      if (line.isSleeve()) {
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
      if (line.kind() == Component.Kind.SECURITY && line.weight().signum() > 0) {
        edges.put(line.ref(), edges(line));
      }
    }
    edges.forEach((id, some) -> addSecurity(lines, id, some));
  }

  private void addSecurity(List<TradeLine> lines, String id, Edges edges) {
    var managed = ledger.managed();
    var asset = Assets.of(ledger.prices(), managed.sleeveId(), id, managed.holdings());
    if (asset != null) {
      var name = Names.SECURITY + id;
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
            new TradeLine(name, null, sleeve.equity(), Dollars.CENT, ledger.floor(), edges, side));
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
