package io.evenkeel.core.limits;

import io.evenkeel.core.approval.BatchRelease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something for a custodian that waits at the last step, because nobody can tell just now whether
 * it is halted.
 *
 * @param number of those that ever waited in this task, in the order in which they came
 * @param custodianId whose task it came to
 */
public record WaitingRelease(long number, String custodianId, BatchRelease release) {
  /** In which they are kept in the order of their numbers. */
  public static String key(long number) {
    return "%019d".formatted(number);
  }

  public String key() {
    return key(number);
  }

  /** Why it is not sent any more; {@code null} where it is. */
  public @Nullable String refusal(Instant now) {
    var batch = release.batch();
    return release.kind() != BatchRelease.Kind.CANCELLATION && now.isAfter(batch.executeBy())
        ? "batch %s waited at the last step until after %s, when it must be executed; submit the account again"
            .formatted(batch.batchId(), batch.executeBy())
        : null;
  }
}
