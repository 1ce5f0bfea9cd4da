package io.evenkeel.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that is data: it stands until it is moved. */
final class MovingClock implements InstantSource {
  private volatile Instant now;

  MovingClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void move(Duration by) {
    now = now.plus(by);
  }
}
