package io.evenkeel.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a thread did since its last commit: it either becomes true as a whole, or never was. One
 * transaction serves all its tasks, as one producer does for a thread of Kafka Streams.
 */
final class OpenTransaction {
  /** One thing that a task did. */
  sealed interface Act {
    /** It worked off a record. */
    record Consumed(Entry entry) implements Act {}

    /**
     * It sent a record.
     *
     * @param boards how far the boards of its process were
     */
    record Said(
        TopicPartition place, byte[] key, byte[] value, long at, Map<TopicPartition, Long> boards)
        implements Act {}
  }

  private final List<Act> acts = new ArrayList<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  void add(Act act) {
    acts.add(act);
  }

  void workedOff(Entry entry) {
    acts.add(new Act.Consumed(entry));
    positions.put(entry.place(), entry.offset() + 1);
  }

  boolean isEmpty() {
    return acts.isEmpty();
  }

  List<Act> acts() {
    return acts;
  }

  Map<TopicPartition, Long> positions() {
    return positions;
  }
}
