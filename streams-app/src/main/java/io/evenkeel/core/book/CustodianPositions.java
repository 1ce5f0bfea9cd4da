package io.evenkeel.core.book;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the custodian says that an account holds, all sleeves together; it knows none.
 *
 * @param executionsThrough the newest execution (by its own time) that is booked in it; {@code
 *     null} where everything up to {@code asOf} is
 */
public record CustodianPositions(
    String accountId, Instant asOf, @Nullable Instant executionsThrough, Totals totals) {

  /** Up to when it has booked what was traded. */
  public Instant bookedThrough() {
    return executionsThrough == null ? asOf : executionsThrough;
  }
}
