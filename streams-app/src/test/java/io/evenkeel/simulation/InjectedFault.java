package io.evenkeel.simulation;

import org.apache.kafka.streams.errors.TaskMigratedException;

/** Sending fails because the scheduler wants it to, as it does where a producer was fenced. */
final class InjectedFault extends TaskMigratedException {
  private static final long serialVersionUID = 1L;

  InjectedFault(String where) {
    super(where);
  }
}
