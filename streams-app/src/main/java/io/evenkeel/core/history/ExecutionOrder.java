package io.evenkeel.core.history;

import java.util.Comparator;

/** Orders in which results are looked at, so that the order of arrival never matters. */
final class ExecutionOrder {
  /** By when it happened at the custodian, then by id. */
  static final Comparator<Execution> BY_TIME =
      Comparator.comparing(Execution::at).thenComparing(Execution::executionId);

  /** The same, and then by everything else: no two different results are equal. */
  static final Comparator<Execution> BY_TIME_THEN_CONTENT =
      BY_TIME.thenComparing(Execution::toString);

  private ExecutionOrder() {}
}
