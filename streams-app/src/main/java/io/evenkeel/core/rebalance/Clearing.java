package io.evenkeel.core.rebalance;

import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Rational;
import java.math.BigInteger;

/**
 * The least that clears a breached line: to its clearing edge, rounded to the first lot that clears
 * it. It is aimed $1 inside, though never past the target, where a lot lands there, so that a few
 * cents of rounding elsewhere do not undo it.
 */
final class Clearing {
  private Clearing() {}

  /** What clears the line; nothing where no lot does, or where it is not breached. */
  static Net of(TradeLine line) {
    if (line.side() == Side.NONE) {
      return Net.NOTHING;
    }
    if (line.edges().clearHigh().signum() == 0) {
      return line.start().signum() > 0 ? line.exit() : Net.NOTHING;
    }
    return line.side() == Side.ABOVE ? selling(line) : buying(line);
  }

  private static Net selling(TradeLine line) {
    var edges = line.edges();
    var aimed = line.sold(lots(line.start().minus(edges.innerHigh()), line));
    var aim = line.isShort() ? edges.clearHigh() : edges.innerHigh();
    if (isWithin(line.valueAt(aimed), edges.innerLow(), aim)) {
      return aimed;
    }
    var first = line.sold(lots(line.start().minus(edges.clearHigh()), line));
    return isWithin(line.valueAt(first), farLow(line, first), edges.clearHigh()) || line.isShort()
        ? first
        : Net.NOTHING;
  }

  private static Net buying(TradeLine line) {
    var edges = line.edges();
    var aimed = line.bought(lots(edges.innerLow().minus(line.start()), line));
    if (isWithin(line.valueAt(aimed), edges.innerLow(), edges.innerHigh())) {
      return aimed;
    }
    var first = line.bought(lots(edges.clearLow().minus(line.start()), line));
    return isWithin(line.valueAt(first), edges.clearLow(), farHigh(line, first))
        ? first
        : Net.NOTHING;
  }

  /**
   * The other side of the band, so far inside that the order's own cents do not take it past.
   * Capital is moved to the cent: a band narrower than that is not a reason to move none.
   */
  private static Rational farLow(TradeLine line, Net net) {
    var low = line.edges().low().plus(line.roundingOf(net));
    return line.isSleeve() ? low.min(line.edges().clearHigh().minus(Dollars.CENT)) : low;
  }

  private static Rational farHigh(TradeLine line, Net net) {
    var high = line.edges().high().minus(line.roundingOf(net));
    return line.isSleeve() ? high.max(line.edges().clearLow().plus(Dollars.CENT)) : high;
  }

  /** The fewest lots that make an order and are worth this. */
  private static BigInteger lots(Rational dollars, TradeLine line) {
    return LotRounding.covering(dollars, line.lot()).max(line.leastLots());
  }

  private static boolean isWithin(Rational value, Rational low, Rational high) {
    return !value.isLessThan(low) && !value.isGreaterThan(high);
  }
}
