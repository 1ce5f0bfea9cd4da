package io.evenkeel.pipeline.account;

import java.time.Instant;

/**
 * How late it is for a task: the wall clock once it has caught up with the accounts topic, and
 * while it works off what has piled up there, the time of the account record that it has come to.
 * So no command is given up for want of an account that lies unread on its topic; Kafka Streams may
 * well read the topics of a task some seconds apart.
 *
 * <p>It has caught up when it was looked at so many times without an account record between:
 * between two looks its thread asks Kafka for records. A count, not a time, since a thread that
 * stands still hears nothing either.
 */
public final class TaskClock {
  private int caughtUpAfter;
  private int looks;
  private Instant recordTime = Instant.MIN;

  /** The task begins, and does not know yet what has piled up. */
  public void start(int caughtUpAfter) {
    this.caughtUpAfter = caughtUpAfter;
    looks = 0;
    recordTime = Instant.MIN;
  }

  /** An account record of that time was read. */
  public void heard(Instant recordTime) {
    this.recordTime = recordTime;
    looks = 0;
  }

  /** Looks at the clock; the answer is never later than the wall clock. */
  public Instant look(Instant now) {
    looks = Math.min(looks + 1, caughtUpAfter);
    return looks == caughtUpAfter || recordTime.isAfter(now) ? now : recordTime;
  }
}
