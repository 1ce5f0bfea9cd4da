package io.evenkeel.pipeline.outbox;

import java.time.Duration;

/** The pace of commits of each thread of an instance. */
public final class CommitPaces {
  private final Duration floor;
  private final ThreadLocal<CommitPace> ofThread;

  /**
   * @param floor least time between two requests of a thread for a commit
   */
  public CommitPaces(Duration floor) {
    this.floor = floor;
    this.ofThread = ThreadLocal.withInitial(() -> new CommitPace(floor));
  }

  Duration floor() {
    return floor;
  }

  /** The pace of the thread that asks. */
  CommitPace here() {
    return ofThread.get();
  }
}
