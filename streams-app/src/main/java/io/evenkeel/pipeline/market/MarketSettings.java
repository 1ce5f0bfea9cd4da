package io.evenkeel.pipeline.market;

import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.market.GuardSettings;

/** What stage 1 is bound by. */
public record MarketSettings(GuardSettings guard, StaleAfter staleAfter) {
  public static final MarketSettings DEFAULTS =
      new MarketSettings(GuardSettings.DEFAULTS, StaleAfter.OFF);
}
