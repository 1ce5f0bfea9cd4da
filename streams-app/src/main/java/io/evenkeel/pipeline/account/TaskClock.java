package io.evenkeel.pipeline.account;

import java.time.Duration;
import java.time.Instant;

/**
 * How late it is for a task: the wall clock once it has caught up, and while it works off what has
 * piled up, the time of the record that it has come to. So nothing is given up as late that lies
 * unread on a topic.
 */
public final class TaskClock {
  /** A task that has heard nothing for so long has read everything there is. */
  static final Duration QUIET = Duration.ofSeconds(2);

  private Instant recordTime = Instant.MIN;
  private Instant heardAt = Instant.MIN;

  /** The task begins, and does not know yet what has piled up. */
  public void start(Instant now) {
    recordTime = Instant.MIN;
    heardAt = now;
  }

  void heard(Instant recordTime, Instant now) {
    this.recordTime = recordTime;
    this.heardAt = now;
  }

  /** Never later than the wall clock. */
  public Instant at(Instant now) {
    var caughtUp = now.isAfter(heardAt.plus(QUIET));
    return caughtUp || recordTime.isAfter(now) ? now : recordTime;
  }
}
