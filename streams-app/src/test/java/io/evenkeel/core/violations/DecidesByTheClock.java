package io.evenkeel.core.violations;

import java.time.Instant;
import java.util.logging.Logger;

/** Breaks rules on purpose: a decision that reads the clock, and logs. */
public final class DecidesByTheClock {
  private DecidesByTheClock() {}

  public static boolean isDue(Instant due) {
    Logger.getAnonymousLogger().fine("looked");
    return due.isBefore(Instant.now());
  }
}
