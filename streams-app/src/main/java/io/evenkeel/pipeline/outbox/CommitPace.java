package io.evenkeel.pipeline.outbox;

import java.time.Duration;

/**
 * When to ask for a commit: at once where something was said, but not more often than the floor
 * allows, so that a burst shares one transaction; where much is said, a longer one, since every
 * commit keeps the thread from its work. Kafka Streams commits all tasks of a thread when one of
 * them asks, so they share a pace. For one thread.
 */
final class CommitPace {
  /** More than so many records between two commits are much. */
  private static final int MUCH = 10;

  private static final int FLOORS_WHERE_MUCH_IS_SAID = 4;

  /** How long what was said in the moment of asking may wait, should it have come too late. */
  private static final long LATECOMERS_MILLIS = 50;

  private final long floorMillis;
  private long lastAskedMillis = Long.MIN_VALUE / 2;
  private int waiting;
  private boolean latecomers;

  CommitPace(Duration floor) {
    this.floorMillis = floor.toMillis();
  }

  /** Something was said by the task that would ask for that commit. */
  void said(long nowMillis, Runnable commit) {
    if (nowMillis == lastAskedMillis) {
      latecomers = true; // Most likely still before the commit that was asked for.
    } else {
      waiting++;
      check(nowMillis, commit);
    }
  }

  /** Time passed, and this task looks at it. */
  void check(long nowMillis, Runnable commit) {
    var since = nowMillis - lastAskedMillis;
    if (waiting > 0 && since >= floorFor(waiting) || latecomers && since >= LATECOMERS_MILLIS) {
      waiting = 0;
      latecomers = false;
      lastAskedMillis = nowMillis;
      commit.run();
    }
  }

  private long floorFor(int said) {
    return said > MUCH ? FLOORS_WHERE_MUCH_IS_SAID * floorMillis : floorMillis;
  }
}
