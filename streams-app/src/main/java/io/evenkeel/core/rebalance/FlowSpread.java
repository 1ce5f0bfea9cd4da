package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.CashFlowRule.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what the lines of one level give to a withdrawal, or receive of a deposit. */
final class FlowSpread {
  private final Level level;
  private final Sums sums;
  private final Function<CashFlow.Part, String> lineOf;

  /**
   * @param lineOf the name of the line that a part is about
   */
  FlowSpread(Level level, Sums sums, Function<CashFlow.Part, String> lineOf) {
    this.level = level;
    this.sums = sums;
    this.lineOf = lineOf;
  }

  /**
   * In dollars.
   *
   * @param flow above 0
   * @param cash of MANAGED before the movement
   * @param targetCash what the target wants of it; 0 where it does not say, or is not asked
   * @param least what must be left of it
   */
  record Sums(Rational flow, Rational cash, Rational targetCash, Rational least) {
    /** Cash that could be given. */
    Rational spare() {
      return cash.max(Dollars.NONE);
    }
  }

  /** Spreads a deposit; what no lot takes stays as cash. */
  void spend(CashFlow movement) {
    switch (movement.method()) {
      case REBALANCER -> spendDownTo(sums.cash().plus(depositedInCash()), FlowSpread::isWanted);
      case PRO_RATA -> spendDownTo(sums.cash().plus(shareOfCash()), FlowSpread::isWanted);
      case EQUAL_WEIGHT -> spendEqually();
      case CUSTOM -> movement.parts().forEach(this::spend);
    }
  }

  private void spendDownTo(Rational cash, Predicate<TradeLine> among) {
    var aim = cash.max(Dollars.NONE);
    new LotFlow(level, among, line -> line.edges().clearHigh()).spend(aim, aim, aim);
  }

  private static boolean isWanted(TradeLine line) {
    return line.target().signum() > 0;
  }

  private Rational depositedInCash() {
    var shares =
        CashFlowRule.deposit(sums.flow(), parts(new Part(sums.cash(), sums.targetCash(), null)));
    return shares.get(shares.size() - 1);
  }

  private Rational shareOfCash() {
    var total = sums.spare().plus(worth(line -> true));
    return total.signum() == 0 ? sums.flow() : sums.flow().times(sums.spare()).dividedBy(total);
  }

  private void spendEqually() {
    var groups = groups();
    var share = Dollars.NONE;
    if (!groups.isEmpty()) {
      share = sums.flow().dividedBy(Rational.of(groups.size()));
    }
    for (var group : groups) {
      if (group.get(0).isSleeve()) {
        var sleeve = group.get(0);
        level.set(sleeve, sleeve.bought(LotRounding.truncated(share, sleeve.lot())));
      } else {
        spendDownTo(level.cash().minus(share), group::contains);
      }
    }
  }

  /** What is in MANAGED is one group, each model sleeve another; none without any value. */
  private List<List<TradeLine>> groups() {
    var groups = new ArrayList<List<TradeLine>>();
    var securities = valued(line -> !line.isSleeve());
    if (!securities.isEmpty()) {
      groups.add(securities);
    }
    valued(TradeLine::isSleeve).forEach(line -> groups.add(List.of(line)));
    return groups;
  }

  private List<TradeLine> valued(Predicate<TradeLine> which) {
    return level.lines().stream().filter(which).filter(l -> l.start().signum() > 0).toList();
  }

  private void spend(CashFlow.Part part) {
    var line = line(part);
    if (line != null) {
      var more = LotRounding.truncated(Dollars.of(part.amount()), line.lot());
      level.set(line, line.bought(line.net().lots().add(more)));
    }
  }

  /**
   * Raises a withdrawal: what the method asks for first, then whatever is lacking for the whole.
   */
  void raise(CashFlow movement) {
    switch (movement.method()) {
      case REBALANCER -> raiseUpTo(sums.cash().minus(withdrawnFromCash()));
      case PRO_RATA -> raiseUpTo(sums.cash().minus(coveredByCash()));
      case EQUAL_WEIGHT -> raiseEqually();
      case CUSTOM -> {
        raise(movement.parts());
        return;
      }
    }
    anything().raise(sums.least(), sums.least(), Edges.UNBOUNDED);
  }

  private void raiseUpTo(Rational aim) {
    anything().raise(aim, aim, aim);
  }

  private LotFlow anything() {
    return new LotFlow(level, line -> true, line -> Dollars.NONE);
  }

  /** Of cash that the target does not name, all goes before anything is sold. */
  private Rational withdrawnFromCash() {
    if (sums.targetCash().signum() == 0) {
      return coveredByCash();
    }
    var cash = new Part(sums.spare(), sums.targetCash(), Dollars.NONE);
    var shares = CashFlowRule.withdraw(sums.flow(), parts(cash));
    return shares.get(shares.size() - 1);
  }

  private Rational coveredByCash() {
    return sums.spare().min(sums.flow());
  }

  private void raiseEqually() {
    var groups = groups();
    var each =
        groups.stream()
            .map(group -> new Part(Dollars.NONE, Rational.ONE, worth(group::contains)))
            .toList();
    var shares = CashFlowRule.deposit(sums.flow().minus(coveredByCash()), each);
    for (int i = 0; i < groups.size(); i++) {
      var group = groups.get(i);
      if (group.get(0).isSleeve()) {
        var sleeve = group.get(0);
        level.set(sleeve, sleeve.sold(LotRounding.truncated(shares.get(i), sleeve.lot())));
      } else {
        var aim = level.cash().plus(shares.get(i));
        new LotFlow(level, group::contains, line -> Dollars.NONE).raise(aim, aim, aim);
      }
    }
  }

  /** In the order in which they are named, until the whole is there. */
  private void raise(List<CashFlow.Part> parts) {
    var left = sums.flow();
    for (var part : parts) {
      var asked = Dollars.of(part.amount()).min(left);
      var line = line(part);
      if (line != null && asked.signum() > 0) {
        level.set(line, raising(line, line.cashAt(line.net()).plus(asked)));
      }
      left = left.minus(asked);
    }
  }

  /** The fewest lots that bring so much, or everything. */
  static Net raising(TradeLine line, Rational dollars) {
    var lots = LotRounding.covering(dollars, line.lot()).max(line.leastLots());
    if (lots.compareTo(line.heldLots()) <= 0) {
      return line.sold(lots);
    }
    return line.isSleeve() ? line.sold(line.heldLots()) : exit(line);
  }

  private static Net exit(TradeLine line) {
    return line.start().signum() > 0 ? line.exit() : Net.NOTHING;
  }

  /** The line of a part; {@code null} is the cash of MANAGED. */
  private @Nullable TradeLine line(CashFlow.Part part) {
    var name = lineOf.apply(part);
    for (var line : level.lines()) {
      if (line.name().equals(name)) {
        return line;
      }
    }
    return null;
  }

  private Rational worth(Predicate<TradeLine> which) {
    return level.lines().stream()
        .filter(which)
        .map(TradeLine::start)
        .reduce(Dollars.NONE, Rational::plus);
  }

  private List<Part> parts(Part cash) {
    var parts =
        level.lines().stream()
            .map(line -> new Part(line.start(), line.target(), null))
            .collect(Collectors.toCollection(ArrayList::new));
    parts.add(cash);
    return parts;
  }
}
