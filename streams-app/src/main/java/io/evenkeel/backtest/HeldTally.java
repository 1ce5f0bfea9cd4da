package io.evenkeel.backtest;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.OrderReleaseStatus;

/**
 * Orders that went out held, being large beside the average daily volume; of one account or of
 * several.
 *
 * @param held that went out so
 * @param released of those
 */
record HeldTally(long held, long released) {
  static final HeldTally NONE = new HeldTally(0, 0);

  /** Of one record that a custodian gets. */
  static HeldTally of(ApprovedTradeBatch record) {
    return record.getInstruction() == BatchInstruction.RELEASE
        ? new HeldTally(0, record.getOrders().size())
        : new HeldTally(held(record), 0);
  }

  private static long held(ApprovedTradeBatch batch) {
    return batch.getOrders().stream()
        .filter(order -> order.getStatus() == OrderReleaseStatus.HELD)
        .count();
  }

  /** That nobody released, in time or at all. */
  long neverReleased() {
    return held - released;
  }

  HeldTally plus(HeldTally other) {
    return new HeldTally(held + other.held, released + other.released);
  }
}
