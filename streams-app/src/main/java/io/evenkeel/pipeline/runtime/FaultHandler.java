package io.evenkeel.pipeline.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a fault in a thread: another thread takes over from the last commit, unless
 * faults follow each other so fast that none would get anywhere. At most {@link #MOST} in {@link
 * #WITHIN}.
 */
final class FaultHandler implements StreamsUncaughtExceptionHandler {
  static final int MOST = 10;
  static final Duration WITHIN = Duration.ofMinutes(5);
  private static final Logger LOG = LoggerFactory.getLogger(FaultHandler.class);

  private final DeathNotice onDeath;
  private final ArrayDeque<Long> faultNanos = new ArrayDeque<>();

  FaultHandler(DeathNotice onDeath) {
    this.onDeath = onDeath;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable fault) {
    LOG.error("A pipeline thread failed: {}. Another one takes over.", innermost(fault), fault);
    var now = System.nanoTime();
    faultNanos.addLast(now);
    while (now - faultNanos.getFirst() > WITHIN.toNanos()) {
      faultNanos.removeFirst();
    }
    if (fault instanceof Error || faultNanos.size() > MOST) {
      onDeath.diedBecause(
          "The pipeline failed again and again, last with: "
              + innermost(fault)
              + "; see the log, put it right, and start the process again.");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static String innermost(Throwable fault) {
    var cause = fault;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
