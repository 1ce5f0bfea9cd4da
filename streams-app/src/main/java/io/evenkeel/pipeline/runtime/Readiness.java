package io.evenkeel.pipeline.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KafkaStreams.StateListener;

/**
 * Whether the state of a client, or its silence, keeps it from being ready. Kafka Streams says
 * REBALANCING whenever an instance comes or goes anywhere, while the tasks that stay where they are
 * go on; so a client that ran before is given {@link #PATIENCE}.
 */
final class Readiness implements StateListener {
  /** Three times what moving the tasks of a killed instance takes with the tuned defaults. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private volatile boolean ran;
  private volatile long rebalancingSinceNanos;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Readiness(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public void onChange(State now, State before) {
    if (now == State.RUNNING) {
      ran = true;
    } else if (now == State.REBALANCING) {
      rebalancingSinceNanos = nanoTime.getAsLong();
    }
  }

  /** Why a client in this state is not ready; empty where the state is no reason. */
  Optional<String> whyNot(State state) {
    if (state == State.RUNNING) {
      return Optional.empty();
    }
    if (state != State.REBALANCING || !ran) {
      return Optional.of("The pipeline is " + state + ".");
    }
    var seconds = Duration.ofNanos(nanoTime.getAsLong() - rebalancingSinceNanos).toSeconds();
    return seconds < PATIENCE.toSeconds()
        ? Optional.empty()
        : Optional.of(
            "The pipeline has been REBALANCING for %d s; see whether other instances come and go, and whether the brokers answer."
                .formatted(seconds));
  }

  /** Why a client whose threads sent their group nothing for so long is not ready. */
  static Optional<String> whyNot(Duration sinceHeartbeat) {
    return sinceHeartbeat.compareTo(PATIENCE) < 0
        ? Optional.empty()
        : Optional.of(
            "The group has heard nothing of this instance for %d s, so others have its work and what it knows is old; see whether it reaches the brokers."
                .formatted(sinceHeartbeat.toSeconds()));
  }
}
