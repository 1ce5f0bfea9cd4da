package io.evenkeel.core.drift;

/** Where a flagged account shows in the rebalancer queue; it may be in several. */
public enum Tile {
  FIRST_REBALANCE,
  HIGH_CASH,
  LOW_CASH,
  OUTSIDE_TOLERANCE
}
