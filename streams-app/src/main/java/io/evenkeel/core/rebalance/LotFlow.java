package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.CashFlowRule.Part;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The cash-flow rule in lots: what it gives each line is truncated toward zero; what is left goes
 * one step at a time, buying to the lowest fractional deviation, selling from the highest. As long
 * as the rest is worth a lot to the rule itself it is spread by the rule again, which ends where
 * single steps would, and much sooner where one line's lot is dear and another's is cheap.
 */
final class LotFlow {
  private final Level level;
  private final Predicate<TradeLine> among;
  private final Function<TradeLine, Rational> bound;

  /**
   * @param among the lines that cash may flow into or out of
   * @param bound the value past which a line is not moved
   */
  LotFlow(Level level, Predicate<TradeLine> among, Function<TradeLine, Rational> bound) {
    this.level = level;
    this.among = among;
    this.bound = bound;
  }

  /**
   * Buys until cash is no higher than {@code until}, never leaving less than {@code least}.
   *
   * @param aim where the rule itself aims, at or below {@code until}
   */
  void spend(Rational aim, Rational until, Rational least) {
    while (level.cash().isGreaterThan(until)) {
      Predicate<TradeLine> open = line -> maySpend(line, line.lotUp(), least);
      var lines = level.lines().stream().filter(among).filter(open).toList();
      if (lines.isEmpty()) {
        return;
      }
      if (!spread(level.cash().minus(aim), lines, least)) {
        step(level.lowest(lines::contains), TradeLine::lotUp);
      }
    }
  }

  private boolean maySpend(TradeLine line, Net next, Rational least) {
    return line.target().signum() > 0
        && !next.equals(line.net())
        && line.isPossible(next)
        && !line.valueAt(next).isGreaterThan(bound.apply(line))
        && !level.cashAfter(line, next).minus(line.newOrderRounding()).isLessThan(least);
  }

  private boolean spread(Rational flow, List<TradeLine> lines, Rational least) {
    var shares = CashFlowRule.deposit(flow, parts(lines));
    var moved = false;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var lots = LotRounding.truncated(shares.get(i), line.lot());
      moved |= buy(line, lots, least) || buy(line, lots.subtract(line.centLots()), least);
    }
    return moved;
  }

  private boolean buy(TradeLine line, BigInteger lots, Rational least) {
    var next = line.allowed(Net.of(line.net().lots().add(lots)));
    if (lots.signum() <= 0 || !maySpend(line, next, least)) {
      return false;
    }
    level.set(line, next);
    return true;
  }

  /**
   * Sells until cash is no lower than {@code until}, never leaving more than {@code most}.
   *
   * @param aim where the rule itself aims, at or above {@code until}
   */
  void raise(Rational aim, Rational until, Rational most) {
    while (level.cash().isLessThan(until)) {
      Predicate<TradeLine> open = line -> mayRaise(line, line.lotDown(), most);
      var lines = level.lines().stream().filter(among).filter(open).toList();
      if (lines.isEmpty()) {
        return;
      }
      if (!draw(aim.minus(level.cash()), lines, most)) {
        step(level.highest(lines::contains), TradeLine::lotDown);
      }
    }
  }

  private boolean mayRaise(TradeLine line, @Nullable Net next, Rational most) {
    return next != null
        && !next.equals(line.net())
        && line.isPossible(next)
        && !line.valueAt(next).isLessThan(bound.apply(line))
        && !level.cashAfter(line, next).isGreaterThan(most);
  }

  private boolean draw(Rational flow, List<TradeLine> lines, Rational most) {
    var shares = CashFlowRule.withdraw(flow, parts(lines));
    var moved = false;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var lots = LotRounding.truncated(shares.get(i), line.lot());
      moved |= sell(line, lots, most) || sell(line, lots.subtract(line.centLots()), most);
    }
    return moved;
  }

  private boolean sell(TradeLine line, BigInteger lots, Rational most) {
    var next = line.allowed(Net.of(line.net().lots().subtract(lots).max(line.heldLots().negate())));
    if (lots.signum() <= 0 || !mayRaise(line, next, most)) {
      return false;
    }
    level.set(line, next);
    return true;
  }

  private void step(@Nullable TradeLine line, Function<TradeLine, @Nullable Net> next) {
    var net = line == null ? null : next.apply(line);
    if (line != null && net != null) {
      level.set(line, net);
    }
  }

  private List<Part> parts(List<TradeLine> lines) {
    return lines.stream()
        .map(line -> new Part(line.value(), line.target(), bound.apply(line)))
        .toList();
  }
}
