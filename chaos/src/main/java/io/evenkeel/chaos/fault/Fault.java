package io.evenkeel.chaos.fault;

/** One thing that can be done to the processes of a run. */
@FunctionalInterface
public interface Fault {
  /** Does it, and returns when its cause is over: every process runs again. */
  void fire(Stage stage) throws Exception;
}
