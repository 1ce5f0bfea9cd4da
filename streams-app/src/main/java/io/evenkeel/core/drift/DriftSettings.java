package io.evenkeel.core.drift;

/** What judging is bound by, beside the account itself. */
public record DriftSettings(Hysteresis hysteresis, StaleAfter staleAfter) {
  public static final DriftSettings DEFAULTS =
      new DriftSettings(Hysteresis.DEFAULT, StaleAfter.OFF);
}
