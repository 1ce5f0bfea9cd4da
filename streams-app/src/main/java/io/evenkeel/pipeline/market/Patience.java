package io.evenkeel.pipeline.market;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what failed for a passing reason, such as a registry that is down, until it works or
 * the boards are closed. Meanwhile the board stands still, and the price fence keeps tasks from
 * judging by it where they know better.
 */
public final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Predicate<RuntimeException> isPassing;
  private volatile boolean givenUp;

  /**
   * @param isPassing which failures are tried again; every other one is the record's own
   */
  public Patience(Predicate<RuntimeException> isPassing) {
    this.isPassing = isPassing;
  }

  /** Never tries again. */
  public static Patience none() {
    return new Patience(failure -> false);
  }

  <T> @Nullable T await(Supplier<@Nullable T> attempt) {
    for (var pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        return attempt.get();
      } catch (RuntimeException failure) {
        if (!isPassing.test(failure)) {
          throw failure;
        }
        LOG.warn("A board waits: {}. Trying again in {} ms.", failure.getMessage(), pause);
        pause(pause);
      }
    }
  }

  /** Ends waiting, now and ever after. */
  public void giveUp() {
    givenUp = true;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  /** Nobody waits any longer. */
  static final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void pause(long millis) {
    var until = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() - until < 0) {
      if (givenUp || Thread.currentThread().isInterrupted()) {
        givenUp = true;
        throw new GivenUpException();
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
