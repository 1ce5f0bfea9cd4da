package io.evenkeel.notify;

import io.evenkeel.pipeline.wire.DeadLetterWire;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/** What became of one endpoint's messages in this process; written by its courier, read by any. */
public final class EndpointCounts {
  /** How an endpoint does. */
  public enum State {
    WORKING,
    DOWN,
    GONE
  }

  private final String endpoint;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private final Map<DeadLetterWire.Reason, LongAdder> deadLetters;
  private volatile State state = State.WORKING;
  private volatile int waiting;
  private volatile long oldestMillis = -1;

  EndpointCounts(String endpoint) {
    this.endpoint = endpoint;
    var byReason = new EnumMap<DeadLetterWire.Reason, LongAdder>(DeadLetterWire.Reason.class);
    for (var reason :
        new DeadLetterWire.Reason[] {
          DeadLetterWire.Reason.UNDELIVERED,
          DeadLetterWire.Reason.ENDPOINT_GONE,
          DeadLetterWire.Reason.ENDPOINT_REFUSED,
          DeadLetterWire.Reason.MALFORMED
        }) {
      byReason.put(reason, new LongAdder());
    }
    this.deadLetters = Collections.unmodifiableMap(byReason);
  }

  public String endpoint() {
    return endpoint;
  }

  /** Messages that it took. */
  public long delivered() {
    return delivered.sum();
  }

  /** Attempts that failed. */
  public long failedAttempts() {
    return failed.sum();
  }

  /** Times that its courier met a fault of the cluster and began anew. */
  public long faults() {
    return faults.sum();
  }

  /** Messages that went to dead-letters, by reason. */
  public long deadLetters(DeadLetterWire.Reason reason) {
    var adder = deadLetters.get(reason);
    return adder == null ? 0 : adder.sum();
  }

  /** The reasons that are counted. */
  public Iterable<DeadLetterWire.Reason> reasons() {
    return deadLetters.keySet();
  }

  public State state() {
    return state;
  }

  /**
   * Messages that are held in memory; what comes behind {@link Backlog#MOST_MESSAGES} waits in its
   * topic.
   */
  public int waiting() {
    return waiting;
  }

  /** When the oldest record that waits was written; empty where none waits. */
  public OptionalLong oldestWaitingMillis() {
    var oldest = oldestMillis;
    return oldest < 0 ? OptionalLong.empty() : OptionalLong.of(oldest);
  }

  void noteDelivery() {
    delivered.increment();
  }

  void noteFailure() {
    failed.increment();
  }

  void noteFault() {
    faults.increment();
  }

  void noteDeadLetter(DeadLetterWire.Reason reason) {
    var adder = deadLetters.get(reason);
    if (adder != null) {
      adder.increment();
    }
  }

  void standing(State now, int held, long oldest) {
    state = now;
    waiting = held;
    oldestMillis = oldest;
  }
}
