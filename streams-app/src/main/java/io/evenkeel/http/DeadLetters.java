package io.evenkeel.http;

import io.evenkeel.cluster.Clients;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the dead letters from their topic; nothing is kept here. */
final class DeadLetters {
  /** The newest of each partition that can be listed. */
  static final int LISTED = 1_000;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Clients clients;
  private final String topic;
  private final Deserializer<DeadLetter> deserializer;

  DeadLetters(Clients clients) {
    this.clients = clients;
    this.topic = clients.names().of(Topics.DEAD_LETTERS);
    this.deserializer = clients.serdes().deserializer(DeadLetter.class);
  }

  /** One letter, and where it stands. */
  record Letter(int partition, long offset, DeadLetter content) {}

  /** The newest of every partition, oldest first within each. */
  List<Letter> newest() {
    try (var consumer = consumer()) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      var begins = consumer.beginningOffsets(partitions);
      var ends = consumer.endOffsets(partitions);
      for (var partition : partitions) {
        consumer.seek(
            partition, Math.max(offset(begins, partition), offset(ends, partition) - LISTED));
      }
      var letters = new ArrayList<Letter>();
      var until = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < until
          && partitions.stream().anyMatch(p -> consumer.position(p) < offset(ends, p))) {
        consumer.poll(POLL).forEach(record -> letters.add(letter(record)));
      }
      return letters;
    }
  }

  /** The letter that stands there; empty where none does. */
  Optional<Letter> at(int partition, long offset) {
    try (var consumer = consumer()) {
      var place = new TopicPartition(topic, partition);
      if (consumer.partitionsFor(topic).stream().noneMatch(p -> p.partition() == partition)) {
        return Optional.empty();
      }
      consumer.assign(List.of(place));
      if (offset < offset(consumer.beginningOffsets(List.of(place)), place)
          || offset >= offset(consumer.endOffsets(List.of(place)), place)) {
        return Optional.empty();
      }
      consumer.seek(place, offset);
      var until = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < until && consumer.position(place) == offset) {
        for (var record : consumer.poll(POLL)) {
          return record.offset() == offset ? Optional.of(letter(record)) : Optional.empty();
        }
      }
      return Optional.empty();
    }
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return clients.consumer("dead-letters-" + UUID.randomUUID(), true);
  }

  private Letter letter(ConsumerRecord<String, byte[]> record) {
    return new Letter(
        record.partition(), record.offset(), deserializer.deserialize(topic, record.value()));
  }
}
