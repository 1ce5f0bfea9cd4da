package io.evenkeel.core.drift;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an advisor is told of an account that could be judged: why it needs attention, where it
 * stands in the queue, and which lines are breached. Without a cause it is not flagged.
 *
 * @param breached side of every breached line that triggers, by line name
 */
public record Flag(Set<Cause> causes, Set<Tile> tiles, SortedMap<String, Side> breached) {
  /** Nothing to say. */
  public static final Flag NONE = new Flag(Set.of(), Set.of(), new TreeMap<>());

  public Flag {
    causes = causes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(causes));
    tiles = tiles.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(tiles));
    breached = Collections.unmodifiableSortedMap(new TreeMap<>(breached));
  }

  public boolean isRaised() {
    return !causes.isEmpty();
  }

  /** What a judgement and the account's acknowledgements add up to. */
  public static Flag of(Judgement.Checkable judgement, CauseInput input) {
    var causes = Causes.of(judgement, input);
    return causes.isEmpty()
        ? NONE
        : new Flag(causes, Tiles.of(judgement, causes), breached(judgement));
  }

  private static SortedMap<String, Side> breached(Judgement.Checkable judgement) {
    var sides = new TreeMap<String, Side>();
    for (var line : judgement.lines()) {
      if (line.flags()) {
        sides.put(line.name(), line.side());
      }
    }
    return sides;
  }
}
