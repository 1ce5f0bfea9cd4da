package io.evenkeel.pipeline.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a fault in a thread: another thread takes over from the last commit, unless
 * faults follow each other so fast that none would get anywhere. At most {@link #MOST} in {@link
 * #WITHIN}. Where brokers refuse the times that records are given, none would get anywhere on this
 * machine, and the client ends at once.
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
    var cause = innermost(fault);
    if (isOfClocks(cause)) {
      onDeath.diedBecause(
          "This machine's clock is ahead of the brokers' by more than their"
              + " message.timestamp.after.max.ms allows ("
              + cause.getMessage()
              + "); set it right and start the process again.");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("A pipeline thread failed: {}. Another one takes over.", words(cause), fault);
    var now = System.nanoTime();
    faultNanos.addLast(now);
    while (now - faultNanos.getFirst() > WITHIN.toNanos()) {
      faultNanos.removeFirst();
    }
    if (fault instanceof Error || faultNanos.size() > MOST) {
      onDeath.diedBecause(
          "The pipeline failed again and again, last with: "
              + words(cause)
              + "; see the log, put it right, and start the process again.");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Brokers that refuse one record of several say so of an invalid record. */
  private static boolean isOfClocks(Throwable cause) {
    return cause instanceof InvalidTimestampException
        || cause instanceof InvalidRecordException
            && String.valueOf(cause.getMessage()).startsWith("Timestamp ");
  }

  private static Throwable innermost(Throwable fault) {
    var cause = fault;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String words(Throwable cause) {
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
