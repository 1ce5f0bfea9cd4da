package io.evenkeel.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** What a player of the demo works by: one piece of work at a time, each at its time. */
interface WorkClock {
  Instant now();

  /** Does this once so much time has passed, after what is due before it. */
  void later(Duration after, Runnable work);

  /** Waits for an answer that is computed after everything that was asked before. */
  <T> T ask(Supplier<T> question) throws InterruptedException;
}
