package io.evenkeel.pipeline.drift;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Accounts that wait to be judged, each once, and who is next. What comes in few is judged at the
 * next look; what comes in a crowd, as when a target of many is edited, waits its turn behind it,
 * so that a price that moves meanwhile is answered as fast as ever.
 */
final class Waiting {
  private final int atATime;
  private final LinkedHashSet<String> few = new LinkedHashSet<>();
  private final LinkedHashSet<String> crowd = new LinkedHashSet<>();

  /**
   * @param atATime more than so many at once are a crowd, of which so many are next at a time
   */
  Waiting(int atATime) {
    this.atATime = atATime;
  }

  /**
   * Accounts named together. Who waits already stays where it is: those who come in few are not to
   * be lost in a crowd that is named again.
   */
  void add(List<String> named) {
    var fresh = named.stream().filter(a -> !few.contains(a) && !crowd.contains(a)).toList();
    (fresh.size() > atATime ? crowd : few).addAll(fresh);
  }

  /**
   * Hands over those whose turn it is, in the order in which they came.
   *
   * @param isTimeLeft whether to go on with the crowd, of which one is handed over in any case
   */
  void next(BooleanSupplier isTimeLeft, Consumer<String> action) {
    var first = List.copyOf(few);
    few.clear();
    first.forEach(action);
    for (var taken = 0; isNextOfCrowd(taken, isTimeLeft); taken++) {
      var account = crowd.iterator().next();
      crowd.remove(account);
      action.accept(account);
    }
  }

  private boolean isNextOfCrowd(int taken, BooleanSupplier isTimeLeft) {
    return !crowd.isEmpty() && taken < atATime && (taken == 0 || isTimeLeft.getAsBoolean());
  }
}
