package io.evenkeel.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers are worked out by no more threads at a time than there are processors. Sixty at once
 * would take the processors from the pipeline and from the compiler, and end none of them sooner.
 * Who waits for another instance needs no turn.
 */
final class Turns {
  private static final int PATIENCE_SECONDS = 2;

  /** Unfair, so that whoever runs goes on: handing over costs more than most answers. */
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** The answer, worked out in turn; 503 where too many others are before it. */
  <T> T take(Supplier<T> answer) {
    try {
      if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Problem.notNow(
                "The instance is asked for more than it can answer at a time; ask again shortly.")
            .thrown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.notNow("The instance is ending; ask another one.").thrown();
    }
    try {
      return answer.get();
    } finally {
      permits.release();
    }
  }
}
