package io.evenkeel.pipeline.outbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tasks of this instance that are initialised, and those of them that still wait for their
 * boards. Any thread may ask.
 */
public final class LiveTasks {
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  void begun(String task) {
    begun.add(task);
  }

  void ended(String task) {
    begun.remove(task);
    waiting.remove(task);
  }

  /** The task's boards have not passed their fences yet. */
  public void waits(String task) {
    waiting.add(task);
  }

  /** The task's boards have passed their fences. */
  public void passes(String task) {
    waiting.remove(task);
  }

  /** Whether all of these are initialised and none waits. */
  public boolean areWorking(Set<String> tasks) {
    return begun.containsAll(tasks) && tasks.stream().noneMatch(waiting::contains);
  }
}
