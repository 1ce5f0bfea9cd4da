package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.DeadLetter;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.wireformat.UnreadableRecordException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a recording, read. What cannot be read is left out here, and counted elsewhere.
 */
final class Rows {
  private final Recording recording;
  private final Map<Topic<?>, List<? extends Row<?>>> read = new HashMap<>();
  private final Map<String, List<DeadLetter>> letters = new HashMap<>();
  private final Map<String, List<Rejection>> rejections = new HashMap<>();
  private final Map<String, Boolean> whole = new HashMap<>();

  Rows(Recording recording) {
    this.recording = recording;
    for (var row : of(Topics.DEAD_LETTERS)) {
      var letter = row.said();
      var place = Taken.place(letter.getTopic(), letter.getPartition(), letter.getOffset());
      letters.computeIfAbsent(place, p -> new ArrayList<>()).add(letter);
    }
    for (var row : of(Topics.REJECTIONS)) {
      var rejection = row.said();
      var id = command(rejection.getTopic(), row.key(), rejection.getCommandId());
      rejections.computeIfAbsent(id, p -> new ArrayList<>()).add(rejection);
    }
  }

  private static String command(String topic, String key, @Nullable String commandId) {
    return topic + " " + key + " " + commandId;
  }

  TopicNames names() {
    return recording.names();
  }

  /** Every record of a topic that has a value and can be read. */
  <V extends SpecificRecord> List<Row<V>> of(Topic<V> topic) {
    return all(topic).stream().filter(row -> row.value() != null).toList();
  }

  /** The same, tombstones included. */
  @SuppressWarnings("unchecked")
  <V extends SpecificRecord> List<Row<V>> all(Topic<V> topic) {
    var known = (List<Row<V>>) read.get(topic);
    if (known == null) {
      known = readAll(topic);
      read.put(topic, known);
    }
    return known;
  }

  private <V extends SpecificRecord> List<Row<V>> readAll(Topic<V> topic) {
    var rows = new ArrayList<Row<V>>();
    var deserializer = recording.serdes().deserializer(topic.value());
    for (var name : names().each(topic)) {
      for (var taken : recording.topic(name)) {
        read(deserializer, taken, rows);
      }
    }
    return List.copyOf(rows);
  }

  private static <V> void read(Deserializer<V> deserializer, Taken taken, List<Row<V>> rows) {
    try {
      var bytes = taken.value();
      rows.add(
          new Row<>(taken, bytes == null ? null : deserializer.deserialize(taken.topic(), bytes)));
    } catch (UnreadableRecordException e) {
      // Whoever counts how records end finds it among the dead letters.
    }
  }

  /** What the pipeline did not refuse of an input topic, tombstones included. */
  <V extends SpecificRecord> List<Row<V>> accepted(Topic<V> topic) {
    return all(topic).stream().filter(row -> !isDead(row.taken())).toList();
  }

  /** The newest that was not refused, by key; what was deleted is not there. */
  <V extends SpecificRecord> Map<String, Row<V>> newest(Topic<V> topic) {
    var newest = new LinkedHashMap<String, Row<V>>();
    accepted(topic).forEach(row -> newest.put(row.key(), row));
    newest.values().removeIf(row -> row.value() == null);
    return newest;
  }

  boolean isDead(Taken taken) {
    return letters.containsKey(taken.place());
  }

  /** Dead letters by the place of what they are about. */
  Map<String, List<DeadLetter>> letters() {
    return letters;
  }

  /** How often a command was refused. */
  int rejections(String topic, String key, String commandId) {
    return rejections.getOrDefault(command(topic, key, commandId), List.of()).size();
  }

  boolean isRejected(String topic, String key, String commandId) {
    return rejections(topic, key, commandId) > 0;
  }

  /** Whether nothing was compacted or deleted before it was recorded. */
  boolean isWhole(String topic) {
    return whole.computeIfAbsent(topic, this::hasNoGaps);
  }

  private boolean hasNoGaps(String topic) {
    var next = new HashMap<Integer, Long>();
    for (var taken : recording.topic(topic)) {
      if (taken.offset() != next.getOrDefault(taken.partition(), 0L)) {
        return false;
      }
      next.put(taken.partition(), taken.offset() + 1);
    }
    return true;
  }
}
