package io.evenkeel.core.drift;

/** Why an account is flagged; each is a level, so an undone cause clears. */
public enum Cause {
  /** The content of the expanded target differs from the content last acknowledged. */
  TARGET,
  /** A triggering line is breached. */
  DRIFT,
  /** Rebalancing was switched on and no rebalance was acknowledged since. */
  SWITCHED_ON,
  /** A followed model moved a weight by more than 0.50 points since last acknowledged. */
  REALLOCATION
}
