package io.evenkeel.core.market;

import io.evenkeel.core.money.Rational;
import java.time.Duration;
import java.util.Optional;

/**
 * What the price guard is bound by.
 *
 * @param jumpGuard a price that moves by more than this share of the last good one is held; empty:
 *     every price is taken
 * @param agreesWithin a later tick confirms the held price if it differs by at most this share
 * @param heldAtLeast how much later such a tick must have been made
 */
public record GuardSettings(
    Optional<Rational> jumpGuard, Rational agreesWithin, Duration heldAtLeast) {
  public static final GuardSettings DEFAULTS =
      new GuardSettings(
          Optional.of(Rational.of("0.25")), Rational.of("0.01"), Duration.ofSeconds(2));

  /** Takes every price that is readable, above zero and not older than the last. */
  public static final GuardSettings OFF =
      new GuardSettings(Optional.empty(), DEFAULTS.agreesWithin, DEFAULTS.heldAtLeast);
}
