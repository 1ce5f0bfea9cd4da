package io.evenkeel.notify;

import io.evenkeel.pipeline.wire.DeadLetterWire;
import io.evenkeel.pipeline.wire.RawRecord;
import java.time.Instant;
import java.util.List;

/** Where goes what nobody took. */
@FunctionalInterface
interface DeadLetters {
  /**
   * One of them.
   *
   * @param sentence why, and what to do
   */
  record Letter(RawRecord raw, DeadLetterWire.Reason reason, String sentence) {}

  /** Puts all of them there; fails with an unchecked exception if some may not have arrived. */
  void put(List<Letter> letters, Instant at);
}
