package io.evenkeel.pipeline.outbox;

import java.time.Duration;

/**
 * When to ask for a commit: at once where something was said, but not more often than the floor
 * allows, so that a burst shares one transaction. For one thread.
 */
final class CommitPace {
  private final long floorMillis;
  private final Runnable commit;
  private long lastAskedMillis = Long.MIN_VALUE / 2;
  private boolean waiting;

  CommitPace(Duration floor, Runnable commit) {
    this.floorMillis = floor.toMillis();
    this.commit = commit;
  }

  /** Something was said. */
  void said(long nowMillis) {
    waiting = true;
    check(nowMillis);
  }

  /** Time passed. */
  void check(long nowMillis) {
    if (waiting && nowMillis - lastAskedMillis >= floorMillis) {
      waiting = false;
      lastAskedMillis = nowMillis;
      commit.run();
    }
  }
}
