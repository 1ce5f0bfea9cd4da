package io.evenkeel.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** The one clock of a simulated world; it stands still until it is told to move on. */
final class VirtualTime implements Time {
  private long millis;

  VirtualTime(Instant start) {
    millis = start.toEpochMilli();
  }

  void pass(Duration time) {
    millis += time.toMillis();
  }

  Instant now() {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public long milliseconds() {
    return millis;
  }

  @Override
  public long nanoseconds() {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Override
  public void sleep(long ms) {
    throw new UnsupportedOperationException("nobody waits in a simulated world");
  }

  @Override
  public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) {
    throw new UnsupportedOperationException("nobody waits in a simulated world");
  }
}
