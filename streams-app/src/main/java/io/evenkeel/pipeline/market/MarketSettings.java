package io.evenkeel.pipeline.market;

import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.market.GuardSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What stage 1 is bound by.
 *
 * @param controlsWithin how long ago the board of controls must have been shown to be read to its
 *     end; empty where nobody asks
 */
public record MarketSettings(
    GuardSettings guard, StaleAfter staleAfter, Optional<Duration> controlsWithin) {
  public static final MarketSettings DEFAULTS =
      new MarketSettings(GuardSettings.DEFAULTS, StaleAfter.OFF, Optional.of(Hearing.WITHIN));
}
