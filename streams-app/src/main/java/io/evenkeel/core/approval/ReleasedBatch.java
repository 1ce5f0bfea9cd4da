package io.evenkeel.core.approval;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the release task remembers of one batch, or of what was said of it later (held orders
 * released, canceled), by its id, so that it is never sent twice.
 *
 * <p>Kept for {@link #KEPT}: a batchId is made of a requestId, which is never used again, so that
 * only a replay of old records could bring it back; the custodian deduplicates by orderId for ever.
 *
 * @param batchId of the batch; with an id of its own behind it for what was said of the batch later
 * @param batchSeq its number for the custodian; 0 where it was refused
 * @param refusal why it was not sent; {@code null} where it was
 */
public record ReleasedBatch(
    String custodianId, String batchId, long batchSeq, @Nullable String refusal, Instant at) {
  public static final Duration KEPT = Duration.ofDays(400);

  /** Whether this need no longer be kept. */
  public boolean isForgettable(Instant now) {
    return now.isAfter(at.plus(KEPT));
  }
}
