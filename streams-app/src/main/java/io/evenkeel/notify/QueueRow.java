package io.evenkeel.notify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account as the lists of the HTTP side show it.
 *
 * @param stage {@code null} where it is not in the queue
 * @param drift overall, as it was judged last; {@code null} where it could not be
 * @param since when it was flagged; {@code null} where it is not
 * @param why one phrase for each breached line, or for each cause where no line is breached
 * @param uncheckable reasons; empty where it can be checked
 * @param requestId that it is in; {@code null} where none is open
 */
record QueueRow(
    String firmId,
    String advisorId,
    String custodianId,
    String accountId,
    @Nullable String stage,
    List<String> tiles,
    @Nullable BigDecimal drift,
    @Nullable Instant since,
    List<String> why,
    List<String> uncheckable,
    @Nullable String requestId) {
  QueueRow {
    tiles = List.copyOf(tiles);
    why = List.copyOf(why);
    uncheckable = List.copyOf(uncheckable);
  }

  /** Whether it waits for an approval. */
  boolean isPending() {
    return requestId != null && "PENDING_APPROVAL".equals(stage);
  }
}
