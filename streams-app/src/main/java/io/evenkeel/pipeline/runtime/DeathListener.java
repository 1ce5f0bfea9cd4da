package io.evenkeel.pipeline.runtime;

import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KafkaStreams.StateListener;

/**
 * Tells that the client ended in ERROR: its threads are gone while the process lives on. A fault in
 * a board's thread ends there without asking any handler.
 */
final class DeathListener implements StateListener {
  private final DeathNotice onDeath;

  DeathListener(DeathNotice onDeath) {
    this.onDeath = onDeath;
  }

  @Override
  public void onChange(State now, State before) {
    if (now == State.ERROR) {
      onDeath.diedBecause("The pipeline stopped after a fault; start the process again.");
    }
  }
}
