package io.evenkeel.benchmarks.peers;

/**
 * What one run of one contender gave.
 *
 * @param loadSeconds until everybody's first flag was right
 * @param compared flags that were others at one comparison than at the one before
 * @param changes flags that the contender raised or cleared meanwhile: more, where one came and
 *     went
 * @param different accounts of which a comparison found another flag
 * @param best the fastest pace that it kept up with; {@link Pace#NONE} where there was none
 */
record Result(
    Kind kind,
    int accounts,
    double loadSeconds,
    long compared,
    long changes,
    int different,
    Pace best) {
  boolean isEqual() {
    return different == 0;
  }

  double ticksPerSecond() {
    return best.ticksPerSecond();
  }

  /** Of the processor time that its own process used, which says more on a busy machine. */
  double ticksPerCoreSecond() {
    return best == Pace.NONE ? 0 : best.ticksPerSecond() / best.cores();
  }

  double cores() {
    return best.cores();
  }

  double p50Millis() {
    return best.p50Millis();
  }

  double p99Millis() {
    return best.p99Millis();
  }
}
