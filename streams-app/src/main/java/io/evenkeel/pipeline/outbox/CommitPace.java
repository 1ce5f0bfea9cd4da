package io.evenkeel.pipeline.outbox;

import java.time.Duration;

/**
 * When to ask for a commit: at once where something was said, but not more often than the floor
 * allows, so that a burst shares one transaction. Kafka Streams commits all tasks of a thread when
 * one of them asks, so they share a pace. For one thread.
 */
final class CommitPace {
  private final long floorMillis;
  private long lastAskedMillis = Long.MIN_VALUE / 2;
  private boolean waiting;

  CommitPace(Duration floor) {
    this.floorMillis = floor.toMillis();
  }

  /** Something was said by the task that would ask for that commit. */
  void said(long nowMillis, Runnable commit) {
    waiting = true;
    check(nowMillis, commit);
  }

  /** Time passed, and this task looks at it. */
  void check(long nowMillis, Runnable commit) {
    if (waiting && nowMillis - lastAskedMillis >= floorMillis) {
      waiting = false;
      lastAskedMillis = nowMillis;
      commit.run();
    }
  }
}
