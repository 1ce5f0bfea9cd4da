package io.evenkeel.core.drift;

import io.evenkeel.core.market.Boards;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expanded targets, each worked out once while no target changes: many accounts share one. Whoever
 * keeps this says so when a target changed; until then it answers what stood before.
 *
 * <p>For one thread. Holds at most {@link #MAX_TARGETS}; past that it starts again from nothing.
 */
public final class Expansions {
  /** The most expansions remembered at a time. */
  public static final int MAX_TARGETS = 100_000;

  private final Boards boards;
  private final Expansion noTarget = TargetExpansion.noTarget();
  private final Map<String, Expansion> known = new HashMap<>();

  public Expansions(Boards boards) {
    this.boards = boards;
  }

  /** The expansion of a target; of no target where the id is {@code null}. */
  public Expansion of(@Nullable String targetId) {
    if (targetId == null) {
      return noTarget;
    }
    var expansion = known.get(targetId);
    return expansion != null ? expansion : remember(targetId);
  }

  private Expansion remember(String targetId) {
    if (known.size() >= MAX_TARGETS) {
      known.clear();
    }
    var expansion = TargetExpansion.expand(targetId, boards);
    known.put(targetId, expansion);
    return expansion;
  }

  /** Any target was written or deleted: others may refer to it, so all are forgotten. */
  public void targetChanged() {
    known.clear();
  }
}
