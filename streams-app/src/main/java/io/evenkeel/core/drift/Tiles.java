package io.evenkeel.core.drift;

import java.util.EnumSet;
import java.util.Set;

/** Where in the rebalancer queue a flagged account stands. */
public final class Tiles {
  private Tiles() {}

  /**
   * The tiles of an account with such causes; none where there is no cause.
   *
   * <p>{@code FIRST_REBALANCE} while no rebalance was acknowledged since rebalancing was switched
   * on; high and low cash from the account's CASH line alone; {@code OUTSIDE_TOLERANCE} only where
   * none of those says more.
   */
  public static Set<Tile> of(Judgement.Checkable judgement, Set<Cause> causes) {
    var tiles = EnumSet.noneOf(Tile.class);
    if (causes.contains(Cause.SWITCHED_ON)) {
      tiles.add(Tile.FIRST_REBALANCE);
    }
    var others = false;
    for (var line : judgement.lines()) {
      if (!line.flags()) {
        continue;
      }
      if (line.kind() == Line.Kind.CASH) {
        tiles.add(line.side() == Side.ABOVE ? Tile.HIGH_CASH : Tile.LOW_CASH);
      } else {
        others = true;
      }
    }
    if (others && tiles.isEmpty()) {
      tiles.add(Tile.OUTSIDE_TOLERANCE);
    }
    return tiles;
  }
}
