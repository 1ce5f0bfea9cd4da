package io.evenkeel.pipeline.intake;

import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.Received;

/** What became of reading a record. */
public sealed interface Reading<T> {
  /** It goes to its stage. */
  record Understood<T>(Received<T> received) implements Reading<T> {}

  /** It goes where it can be seen: to the dead letters or the rejections. */
  record Refused<T>(Outgoing outgoing) implements Reading<T> {}
}
