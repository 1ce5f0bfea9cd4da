package io.evenkeel.chaos.judge;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much there was to judge.
 *
 * @param endings by input topic, how its records ended
 */
public record Counts(
    long approvedOrders,
    long executions,
    long driftEvents,
    long inputs,
    long requests,
    long batches,
    long faults,
    SortedMap<String, Endings> endings) {
  public Counts {
    endings = Collections.unmodifiableSortedMap(new TreeMap<>(endings));
  }

  /** How the records of one topic ended; they add up to all of them. */
  public record Endings(long applied, long superseded, long rejected, long deadLettered) {
    public long total() {
      return applied + superseded + rejected + deadLettered;
    }
  }
}
