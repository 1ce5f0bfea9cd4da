package io.evenkeel.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;

/** The topics of a simulated cluster: what was committed, in order, and nothing else. */
final class CommittedLog {
  private static final String CHANGELOG = "-changelog";

  private final Map<TopicPartition, List<Entry>> entries = new LinkedHashMap<>();
  private final Map<TopicPartition, Map<Bytes, Entry>> newest = new HashMap<>();
  private final Map<String, Integer> partitions;

  /**
   * @param partitions of each topic; any other has as many as a changelog, one per task
   */
  CommittedLog(Map<String, Integer> partitions) {
    this.partitions = partitions;
  }

  int partitions(String topic) {
    return partitions.getOrDefault(topic, Universe.TASKS);
  }

  /** Where a record with that key belongs. */
  TopicPartition placeOf(String topic, byte[] key) {
    var partition = key == null ? 0 : Utils.toPositive(Utils.murmur2(key)) % partitions(topic);
    return new TopicPartition(topic, partition);
  }

  Entry append(TopicPartition place, byte[] key, byte[] value, long timestampMillis) {
    var known = entries.computeIfAbsent(place, p -> new ArrayList<>());
    var entry = new Entry(place, known.size(), key, value, timestampMillis);
    known.add(entry);
    if (place.topic().endsWith(CHANGELOG)) {
      var compacted = newest.computeIfAbsent(place, p -> new LinkedHashMap<>());
      compacted.remove(Bytes.wrap(key));
      compacted.put(Bytes.wrap(key), entry);
    }
    return entry;
  }

  /** The newest record of every key of a changelog, in order: what compaction leaves of it. */
  List<Entry> compacted(TopicPartition changelog) {
    return List.copyOf(newest.getOrDefault(changelog, Map.of()).values());
  }

  long end(TopicPartition place) {
    return all(place).size();
  }

  Entry at(TopicPartition place, long offset) {
    return all(place).get((int) offset);
  }

  List<Entry> all(TopicPartition place) {
    return entries.getOrDefault(place, List.of());
  }

  /** Everything on a topic, partition by partition. */
  List<Entry> all(String topic) {
    var all = new ArrayList<Entry>();
    for (var partition = 0; partition < partitions(topic); partition++) {
      all.addAll(all(new TopicPartition(topic, partition)));
    }
    return all;
  }
}
