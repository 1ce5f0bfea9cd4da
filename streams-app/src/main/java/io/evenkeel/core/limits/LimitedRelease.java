package io.evenkeel.core.limits;

import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Controls;
import io.evenkeel.core.approval.ReleaseDecision;
import io.evenkeel.core.approval.ReleaseState;
import io.evenkeel.core.approval.Releasing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last step before a custodian, whole: what was sent before is not sent again, nothing that is
 * halted passes, nothing but what was approved, and nothing beyond the limits.
 *
 * @param decision about the batch
 * @param usage to be kept where it is sent; {@code null} where it is not
 * @param halt to be kept and told; {@code null} where nothing is to be halted
 */
public record LimitedRelease(
    ReleaseDecision decision, @Nullable Usage usage, @Nullable LimitHalt halt) {
  /**
   * Decides.
   *
   * @param at timestamp of the record that brings the batch
   */
  public static LimitedRelease decide(
      LimitSettings limits,
      ReleaseState state,
      Releasing.Remembered remembered,
      Usage usage,
      BatchRelease release,
      Controls controls,
      Instant at,
      ReleaseLimits.Now now) {
    var decision = Releasing.decide(state, remembered, release, controls, at);
    if (!(decision instanceof ReleaseDecision.Released)) {
      return new LimitedRelease(decision, null, null);
    }
    var breach = ReleaseLimits.breach(limits, usage, release, now);
    return breach == null
        ? new LimitedRelease(decision, ReleaseLimits.used(limits, usage, release, now), null)
        : broken(state, release, breach, at, now);
  }

  private static LimitedRelease broken(
      ReleaseState state, BatchRelease release, Breach breach, Instant at, ReleaseLimits.Now now) {
    var scope = breach.halts();
    return new LimitedRelease(
        Releasing.refused(state, release, breach.whole(), at),
        null,
        scope == null ? null : LimitHalt.of(breach, release.batch(), scope, now.at()));
  }
}
