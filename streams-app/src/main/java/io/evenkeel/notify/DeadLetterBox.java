package io.evenkeel.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.cluster.Clients;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.DeadLetterWire;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/** Puts what nobody took onto {@code dead-letters}, with its original bytes. */
final class DeadLetterBox implements DeadLetters, AutoCloseable {
  private static final String STAGE = "notify";
  private static final int TAKEN_WITHIN_SECONDS = 20;

  private final KafkaProducer<String, byte[]> producer;
  private final Serializer<SpecificRecord> serializer;
  private final String topic;

  DeadLetterBox(Clients clients) {
    this.producer = clients.producer();
    this.serializer = clients.serdes().serializer(SpecificRecord.class);
    this.topic = clients.names().of(Topics.DEAD_LETTERS);
  }

  @Override
  public void put(List<Letter> letters, Instant at) {
    for (var sent : letters.stream().map(letter -> send(letter, at)).toList()) {
      await(sent);
    }
  }

  private Future<RecordMetadata> send(Letter letter, Instant at) {
    var record =
        DeadLetterWire.write(letter.raw(), STAGE, letter.reason(), letter.sentence(), at).value();
    var key = letter.raw().key();
    return producer.send(
        new ProducerRecord<>(
            topic,
            key == null ? null : new String(key, UTF_8),
            serializer.serialize(topic, record)));
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get(TAKEN_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("a dead letter was not taken", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("stopped while a dead letter was written", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
