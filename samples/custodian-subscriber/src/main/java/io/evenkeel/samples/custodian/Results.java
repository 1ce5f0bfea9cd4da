package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ExecutionResult;

/** Where answers go. */
@FunctionalInterface
public interface Results {
  /**
   * Sends an answer under its account's key; it is there for sure after {@link #flush}. The same
   * answer again does no harm.
   */
  void send(String accountId, ExecutionResult result);

  /** Returns once everything that was sent is with Kafka; throws where something is not. */
  default void flush() {}
}
