package io.evenkeel.webhook;

import java.time.Duration;

/**
 * How long to wait before a message is tried again: twice as long each time, and between three
 * quarters and five quarters of that, so that messages which failed together do not come back
 * together. The share follows from the message's id, so that the same message waits the same.
 *
 * @param first after the first failure
 * @param most before the share is taken
 */
public record Backoff(Duration first, Duration most) {
  /** 5 s, 10 s, 20 s and so on, up to an hour. */
  public static final Backoff OF_MESSAGES = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));

  private static final double LEAST_SHARE = 0.75;
  private static final double SPREAD = 0.5;
  private static final int BITS_OF_A_FRACTION = 53;

  /**
   * The wait after so many failures.
   *
   * @param failures 1 or more
   */
  public Duration after(String id, int failures) {
    var share = LEAST_SHARE + SPREAD * fraction(id.hashCode() * 31L + failures);
    return Duration.ofMillis(Math.round(doubled(failures).toMillis() * share));
  }

  /** Without the share. */
  Duration doubled(int failures) {
    var wait = first;
    for (var i = 1; i < failures && wait.compareTo(most) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(most) < 0 ? wait : most;
  }

  /** In [0, 1), well spread; the last step of SplitMix64. */
  private static double fraction(long seed) {
    var mixed = seed * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return (mixed >>> (Long.SIZE - BITS_OF_A_FRACTION)) * 0x1.0p-53;
  }
}
