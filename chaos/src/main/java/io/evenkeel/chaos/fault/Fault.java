package io.evenkeel.chaos.fault;

import java.time.Duration;
import java.util.Optional;

/** One thing that can be done to the processes of a run. */
@FunctionalInterface
public interface Fault {
  /** Does it, and returns when its cause is over: every process runs again. */
  void fire(Stage stage) throws Exception;

  /**
   * Waits for what readiness does not show.
   *
   * @return what did not come
   */
  default Optional<String> awaitBack(Stage stage, Duration within) throws Exception {
    return Optional.empty();
  }
}
