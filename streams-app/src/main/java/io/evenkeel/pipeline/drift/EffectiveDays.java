package io.evenkeel.pipeline.drift;

import io.evenkeel.core.market.Boards;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Names securities whose corporate action takes effect: nothing ticks when it does. For one thread;
 * holds one entry per action that is still to come.
 */
final class EffectiveDays {
  private final Boards boards;
  private final Map<String, Due> dues = new HashMap<>();
  private final TreeSet<Due> byTime =
      new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::securityId));

  private record Due(Instant at, String securityId) {}

  EffectiveDays(Boards boards) {
    this.boards = boards;
  }

  /** An action of the security was told, changed or withdrawn. */
  void changed(String securityId) {
    var known = dues.remove(securityId);
    if (known != null) {
      byTime.remove(known);
    }
    var action = boards.corporateAction(securityId);
    if (action != null) {
      var due = new Due(action.effectiveAt(), securityId);
      dues.put(securityId, due);
      byTime.add(due);
    }
  }

  /** Names every security whose action has taken effect by now, once. */
  void drain(Instant now, Consumer<String> effective) {
    while (!byTime.isEmpty() && !now.isBefore(byTime.first().at())) {
      var due = byTime.pollFirst();
      dues.remove(due.securityId());
      effective.accept(due.securityId());
    }
  }
}
