package io.evenkeel.backtest;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/**
 * What was traded for one account. A batch whose orders are filled at several times, because some
 * were held, is one rebalance.
 */
final class BatchTally {
  private final Set<String> batches = new HashSet<>();
  private long orders;
  private BigDecimal traded = BigDecimal.ZERO;
  private GainTally gains = GainTally.NONE;
  private HeldTally held = HeldTally.NONE;

  /** What came of a record that the custodian got. */
  void filled(Post.Filled filled) {
    var batch = filled.batch();
    held = held.plus(HeldTally.of(batch));
    if (filled.orders() > 0 || batch.getOrders().isEmpty()) {
      batches.add(batch.getBatchId());
    }
    orders += filled.orders();
    traded = traded.add(filled.traded().dollars());
    gains = gains.plus(GainTally.of(filled.gains()));
  }

  /** Batches of which something was filled, or that only transferred. */
  long rebalances() {
    return batches.size();
  }

  /** That were filled. */
  long orders() {
    return orders;
  }

  /** Dollars that changed hands. */
  BigDecimal traded() {
    return traded;
  }

  GainTally gains() {
    return gains;
  }

  HeldTally held() {
    return held;
  }
}
