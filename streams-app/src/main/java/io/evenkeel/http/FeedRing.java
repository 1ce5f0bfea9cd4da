package io.evenkeel.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, at most {@link #EVENTS} of at most {@link #BYTES}; then the oldest go. One
 * writer; every reader has a number of its own to go on from, and learns where it fell too far
 * behind.
 */
final class FeedRing {
  static final int EVENTS = 1 << 14;
  static final long BYTES = 32L << 20;
  private static final int BATCH = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final @Nullable FeedEvent[] events = new @Nullable FeedEvent[EVENTS];

  /** From here on the ring has everything. */
  private final FeedPosition first;

  private final FeedPosition next;
  private long firstNumber;
  private long nextNumber;
  private long bytes;
  private boolean ended;

  FeedRing(FeedPosition begins) {
    this.first = begins.of(begins.types());
    this.next = begins.of(begins.types());
  }

  void add(List<FeedEvent> more) {
    lock.lock();
    try {
      more.forEach(this::add);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(FeedEvent event) {
    while (nextNumber - firstNumber == EVENTS
        || (bytes + event.sizeBytes() > BYTES && nextNumber > firstNumber)) {
      dropFirst();
    }
    events[(int) (nextNumber++ % EVENTS)] = event;
    bytes += event.sizeBytes();
    next.passed(event);
  }

  private void dropFirst() {
    var at = (int) (firstNumber++ % EVENTS);
    var dropped = events[at];
    events[at] = null;
    if (dropped != null) {
      bytes -= dropped.sizeBytes();
      first.passed(dropped);
    }
  }

  /** Nothing comes any more: whoever waits need not. */
  void end() {
    lock.lock();
    try {
      ended = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Right behind the newest event. */
  FeedPosition next() {
    lock.lock();
    try {
      return next.of(next.types());
    } finally {
      lock.unlock();
    }
  }

  /** Where to go on for whoever has read so far; negative where the ring has not got all of it. */
  long numberOf(FeedPosition position) {
    lock.lock();
    try {
      return position.isAtOrAfter(first) ? firstNumber : -1;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Some events from that number on, none where none came in time; {@code null} where they are gone
   * already.
   */
  @Nullable List<FeedEvent> from(long number, long waitMillis) throws InterruptedException {
    lock.lock();
    try {
      var left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
      while (number == nextNumber && left > 0 && !ended) {
        left = grown.awaitNanos(left);
      }
      if (number < firstNumber) {
        return null;
      }
      var some = new ArrayList<FeedEvent>();
      for (var n = number; n < nextNumber && some.size() < BATCH; n++) {
        var event = events[(int) (n % EVENTS)];
        if (event != null) {
          some.add(event);
        }
      }
      return some;
    } finally {
      lock.unlock();
    }
  }
}
