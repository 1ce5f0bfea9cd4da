package io.evenkeel.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint does, whatever is sent to it.
 *
 * <pre>
 *   WORKING --5 failures in a row--> DOWN --a delivery--> WORKING
 *   any     --410-->                 GONE                 for as long as the process lives
 * </pre>
 *
 * <p>One that is down is tried with one message at a time, and rests between tries: 5 s, 10 s, 20
 * s, 40 s, then a minute each. Any may ask to be left alone (Retry-After).
 *
 * @param failures in a row
 * @param restsUntil before which nothing is sent
 */
public record EndpointState(int failures, Instant restsUntil, boolean gone) {
  public static final EndpointState NEW = new EndpointState(0, Instant.EPOCH, false);

  private static final int DOWN_AFTER = 5;
  private static final Backoff RESTS = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));

  /** Whether nothing got through lately. */
  public boolean isDown() {
    return failures >= DOWN_AFTER;
  }

  /** How many attempts may be begun now. */
  public int mayBegin(Instant now, int underWay, int atOnce) {
    if (gone || now.isBefore(restsUntil)) {
      return 0;
    }
    return Math.max(0, (isDown() ? 1 : atOnce) - underWay);
  }

  /** After a delivery. */
  public EndpointState delivered() {
    return new EndpointState(0, Instant.EPOCH, gone);
  }

  /**
   * After a failure.
   *
   * @param wait as the endpoint asked; {@code null} where it did not
   */
  public EndpointState failed(Instant now, @Nullable Duration wait) {
    var more = failures + 1;
    var rest = more >= DOWN_AFTER ? RESTS.doubled(more - DOWN_AFTER + 1) : Duration.ZERO;
    if (wait != null && wait.compareTo(rest) > 0) {
      rest = wait;
    }
    var until = now.plus(rest);
    return new EndpointState(more, until.isAfter(restsUntil) ? until : restsUntil, gone);
  }

  /** After a 410. */
  public EndpointState asGone() {
    return new EndpointState(failures, restsUntil, true);
  }
}
