package io.evenkeel.pipeline.outbox;

import java.time.Duration;

/**
 * When to ask for a commit: at once where something was said, but not more often than the floor
 * allows, so that a burst shares one transaction. Kafka Streams commits all tasks of a thread when
 * one of them asks, so they share a pace. For one thread.
 */
final class CommitPace {
  /** How long what was said in the moment of asking may wait, should it have come too late. */
  private static final long LATECOMERS_MILLIS = 50;

  private final long floorMillis;
  private long lastAskedMillis = Long.MIN_VALUE / 2;
  private boolean waiting;
  private boolean latecomers;

  CommitPace(Duration floor) {
    this.floorMillis = floor.toMillis();
  }

  /** Something was said by the task that would ask for that commit. */
  void said(long nowMillis, Runnable commit) {
    if (nowMillis == lastAskedMillis) {
      latecomers = true; // Most likely still before the commit that was asked for.
    } else {
      waiting = true;
      check(nowMillis, commit);
    }
  }

  /** Time passed, and this task looks at it. */
  void check(long nowMillis, Runnable commit) {
    var since = nowMillis - lastAskedMillis;
    if (waiting && since >= floorMillis || latecomers && since >= LATECOMERS_MILLIS) {
      waiting = false;
      latecomers = false;
      lastAskedMillis = nowMillis;
      commit.run();
    }
  }
}
