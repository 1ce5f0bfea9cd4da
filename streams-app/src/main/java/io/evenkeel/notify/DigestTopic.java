package io.evenkeel.notify;

import io.evenkeel.cluster.Clients;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Digest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes the digests of a day onto {@code digests}, all of them or none, and with them that the day
 * is done. Opening it shuts out whoever opened it before: of two instances that both think the day
 * is theirs, the second sees what the first has done, or the first fails.
 */
final class DigestTopic implements DigestLog {
  private final Clients clients;
  private final String topic;
  private final String group;
  private final Serializer<Digest> serializer;
  private final KafkaProducer<String, byte[]> producer;

  private DigestTopic(Clients clients, String group) {
    this.clients = clients;
    this.topic = clients.names().of(Topics.DIGESTS);
    this.group = group;
    this.serializer = clients.serdes().serializer(Digest.class);
    this.producer = clients.producer(group);
  }

  /**
   * Opens it.
   *
   * @param group under which the last day is kept, and of which there is one writer
   */
  static DigestTopic open(Clients clients, String group) {
    var log = new DigestTopic(clients, group);
    try {
      log.producer.initTransactions();
      return log;
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  @Override
  public Optional<LocalDate> lastDay() {
    var place = new TopicPartition(topic, 0);
    try (var consumer = clients.consumer(group, true)) {
      return Optional.ofNullable(consumer.committed(Set.of(place)).get(place))
          .flatMap(committed -> day(committed.metadata()));
    }
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(LocalDate day, List<Digest> digests) {
    producer.beginTransaction();
    digests.forEach(this::send);
    try (var consumer = clients.consumer(group, true)) {
      producer.sendOffsetsToTransaction(
          Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0, day.toString())),
          consumer.groupMetadata());
    }
    producer.commitTransaction();
  }

  /** Whether it was taken, the end of the transaction says. */
  private void send(Digest digest) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic,
                digest.getFirmId() + "/" + digest.getAdvisorId(),
                serializer.serialize(topic, digest)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
