package io.evenkeel.core.rebalance;

import io.evenkeel.core.drift.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Securities of one level that have no good price, and are neither held nor breached. A build that
 * trades as little as it can buys such a one only when it spends cash; only then does it need the
 * price.
 */
final class Unpriced {
  private final Prices prices;
  private final List<String> ids = new ArrayList<>();

  Unpriced(Prices prices) {
    this.prices = prices;
  }

  /**
   * Whether the line is left out for now.
   *
   * @param before the side that it had
   */
  boolean leavesOut(String securityId, Edges edges, Side before) {
    var isWithin = edges.side(Dollars.NONE, before) == Side.NONE;
    var leavesOut = isWithin && !prices.isGood(securityId);
    if (leavesOut) {
      ids.add(securityId);
    }
    return leavesOut;
  }

  /** Asks for what was left out, where the level has cash to spend on it. */
  void settle(Level level) {
    if (level.spends()) {
      ids.forEach(prices::of);
    }
  }
}
