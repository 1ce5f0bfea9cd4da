package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Rational;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Buys that the cash does not reach for, transfers into sleeves included: all are scaled by one
 * factor, and lots that still fit go back, lowest deviation first.
 */
final class BuyScaling {
  private final Level level;
  private final Rational least;
  private final Map<TradeLine, Rational> wanted = new LinkedHashMap<>();

  /**
   * @param least what cash is to be left at, or above
   */
  BuyScaling(Level level, Rational least) {
    this.level = level;
    this.least = least;
    for (var line : level.lines()) {
      if (line.net().buys()) {
        wanted.put(line, line.value());
      }
    }
  }

  /** Scales what is missing away, and gives lots back to such of the scaled lines. */
  void fit(Predicate<TradeLine> takingBack) {
    if (wanted.isEmpty() || !level.cash().isLessThan(least)) {
      return;
    }
    scale();
    new LotFlow(level, wanted::containsKey, TradeLine::start).raise(least, least, Edges.UNBOUNDED);
    new LotFlow(level, line -> wanted.containsKey(line) && takingBack.test(line), this::wanted)
        .spend(least, least, least);
  }

  private Rational wanted(TradeLine line) {
    return wanted.getOrDefault(line, line.value());
  }

  private void scale() {
    var total = Dollars.NONE;
    for (var line : wanted.keySet()) {
      total = total.plus(wanted(line).minus(line.start()));
    }
    var kept = total.minus(least.minus(level.cash())).max(Dollars.NONE);
    for (var line : wanted.keySet()) {
      var share = wanted(line).minus(line.start()).times(kept).dividedBy(total);
      level.set(line, line.bought(LotRounding.truncated(share, line.lot())));
    }
  }

  /** What is still to spend goes to the scaled sleeves, up to what they wanted. */
  void sleevesTakeTheRest() {
    var taking =
        wanted.keySet().stream()
            .filter(TradeLine::isSleeve)
            .sorted(TradeLine::compareDeviation)
            .toList();
    for (var line : taking) {
      var rest = level.cash().minus(least).max(Dollars.NONE);
      var more = rest.min(wanted(line).minus(line.value()));
      var lots = line.net().lots().add(LotRounding.truncated(more, line.lot()));
      level.set(line, line.bought(lots));
    }
  }
}
