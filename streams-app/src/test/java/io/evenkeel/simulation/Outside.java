package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.wireformat.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** What everybody around the pipeline writes to its topics, and how they read them. */
final class Outside {
  private final CommittedLog log;
  private final VirtualTime time;
  private final Serializer<SpecificRecord> serializer;
  private final Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();
  private final Map<Entry, Optional<SpecificRecord>> read = new IdentityHashMap<>();

  Outside(CommittedLog log, AvroSerdes serdes, VirtualTime time) {
    this.log = log;
    this.time = time;
    this.serializer = serdes.serializer(SpecificRecord.class);
    for (var topic : Topics.ALL) {
      for (var name : Universe.NAMES.each(topic)) {
        deserializers.put(name, serdes.deserializer(topic.value()));
      }
    }
  }

  /** Sends a record; {@code null} is a tombstone. */
  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    send(Universe.NAMES.of(topic), key, value);
  }

  <V extends SpecificRecord> void sendTo(String custodian, Topic<V> topic, String key, V value) {
    send(Universe.NAMES.of(topic, custodian), key, value);
  }

  private void send(String name, String key, SpecificRecord value) {
    sendBytes(name, key, value == null ? null : serializer.serialize(name, value));
  }

  /** Sends bytes as they are. */
  void sendBytes(String name, String key, byte[] value) {
    var bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    log.append(log.placeOf(name, bytes), bytes, value, time.milliseconds());
  }

  /** What a record says; {@code null} for a tombstone, a changelog, or what nobody can read. */
  SpecificRecord read(Entry entry) {
    var deserializer = deserializers.get(entry.topic());
    if (deserializer == null || entry.value() == null) {
      return null;
    }
    return read.computeIfAbsent(entry, one -> unpacked(deserializer, one)).orElse(null);
  }

  private static Optional<SpecificRecord> unpacked(
      Deserializer<? extends SpecificRecord> deserializer, Entry entry) {
    try {
      return Optional.ofNullable(deserializer.deserialize(entry.topic(), entry.value()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
