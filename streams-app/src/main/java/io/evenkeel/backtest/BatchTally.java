package io.evenkeel.backtest;

import io.evenkeel.core.history.Execution;
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
  private final Sales sales = new Sales();
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
    filled.sales().forEach(sales::add);
  }

  /** What a script lets the custodian say of what it filled. */
  void said(Execution execution) {
    sales.said(execution);
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
    return sales.gains();
  }

  HeldTally held() {
    return held;
  }
}
