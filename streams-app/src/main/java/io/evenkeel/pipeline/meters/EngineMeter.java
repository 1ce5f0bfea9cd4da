package io.evenkeel.pipeline.meters;

import io.evenkeel.core.drift.corridor.EngineCounts;

/** Follows the counts of one task's drift engine. For the task's own thread. */
public final class EngineMeter implements AutoCloseable {
  /** Nobody looks more often. */
  private static final long READ_EVERY_MILLIS = 1_000;

  private final EngineMeters meters;
  private volatile EngineCounts newest = EngineCounts.NONE;
  private long readMillis = Long.MIN_VALUE / 2;

  EngineMeter(EngineMeters meters) {
    this.meters = meters;
  }

  /** Whether it is time to read the engine's counts; then it is not again for a second. */
  public boolean isDue(long nowMillis) {
    var due = nowMillis - readMillis >= READ_EVERY_MILLIS;
    if (due) {
      readMillis = nowMillis;
    }
    return due;
  }

  /** The engine has counted so much by now. */
  public void read(EngineCounts counts) {
    meters.add(newest, counts);
    newest = counts;
  }

  EngineCounts newest() {
    return newest;
  }

  /** The task goes, and what it has goes with it; what it did stays counted. */
  @Override
  public void close() {
    meters.end(this);
  }
}
