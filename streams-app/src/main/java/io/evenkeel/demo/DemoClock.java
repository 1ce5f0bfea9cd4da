package io.evenkeel.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that does the work of one player of the demo, now, later or again and again. Work that
 * fails is logged and the next goes on; what is not due when the clock closes is dropped.
 */
final class DemoClock implements WorkClock, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoClock.class);
  private static final int CLOSED_WITHIN_SECONDS = 5;

  private final String name;
  private final ScheduledThreadPoolExecutor thread;

  DemoClock(String name) {
    this.name = name;
    this.thread = new ScheduledThreadPoolExecutor(1, work -> daemon(name, work));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  void every(Duration period, Runnable work) {
    var millis = period.toMillis();
    thread.scheduleAtFixedRate(guarded(work), millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void later(Duration after, Runnable work) {
    try {
      thread.schedule(guarded(work), after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // The demo ends; the next run on the same data does it.
    }
  }

  @Override
  public <T> T ask(Supplier<T> question) throws InterruptedException {
    try {
      return thread.submit(question::get).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + " cannot go on: " + e.getMessage(), e);
    }
  }

  private Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.error("The simulated {} met a fault: {}", name, e.getMessage(), e);
      }
    };
  }

  /** Lets what runs now come to its end. */
  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      thread.shutdownNow();
    }
  }
}
