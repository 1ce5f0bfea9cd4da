package io.evenkeel.benchmarks.peers;

import java.util.Locale;

/**
 * What came of ticks at an even pace.
 *
 * @param asked ticks a second that should have been sent
 * @param ticksPerSecond that were, which is less where the machine could not send as many
 * @param p50Millis from a sentinel's tick to its event at a read_committed consumer
 * @param cores that the contender's process kept busy
 * @param isInTime whether events came as soon as they must
 */
record Pace(
    double asked,
    double ticksPerSecond,
    double p50Millis,
    double p99Millis,
    double cores,
    boolean isInTime) {
  static final Pace NONE = new Pace(0, 0, Double.NaN, Double.NaN, Double.NaN, false);

  private static final double AS_ASKED = 0.95;

  /** Whether more can be asked. */
  boolean isAsAsked() {
    return ticksPerSecond >= AS_ASKED * asked;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,.0f ticks/s, p50 %.0f ms, p99 %.0f ms, %.2f cores",
        ticksPerSecond,
        p50Millis,
        p99Millis,
        cores);
  }
}
