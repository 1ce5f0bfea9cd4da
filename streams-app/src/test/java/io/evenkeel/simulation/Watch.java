package io.evenkeel.simulation;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** Looks at everything that becomes true, and holds it against some invariants. */
interface Watch {
  /**
   * A task worked a record off.
   *
   * @param value {@code null} for a tombstone, or where nobody can read it
   */
  default void consumed(Entry entry, SpecificRecord value) {}

  /**
   * A task said something.
   *
   * @param boards how far the boards were by which it did
   */
  default void said(Entry entry, SpecificRecord value, Map<TopicPartition, Long> boards) {}

  /** Nobody does anything any more, and everything was worked off. */
  default void atRest() {}
}
