package io.evenkeel.cluster;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to topics, in order per key. Sends are asynchronous; a failure is told once, by the
 * next call.
 */
public final class Publisher implements AutoCloseable {
  private final TopicNames names;
  private final Producer<String, byte[]> producer;
  private final Serializer<SpecificRecord> serializer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public Publisher(Clients clients) {
    this(clients.names(), clients.producer(), clients.serdes().serializer(SpecificRecord.class));
  }

  /** Sends by this producer, which it closes. */
  public Publisher(
      TopicNames names, Producer<String, byte[]> producer, Serializer<SpecificRecord> serializer) {
    this.names = names;
    this.producer = producer;
    this.serializer = serializer;
  }

  /** Sends to a topic that there is one of; a {@code null} value is a tombstone. */
  public <V extends SpecificRecord> void send(Topic<V> topic, String key, @Nullable V value) {
    sendTo(names.of(topic), key, value);
  }

  /** Sends to one custodian's topic. */
  public <V extends SpecificRecord> void send(
      Topic<V> topic, String custodianId, String key, V value) {
    sendTo(names.of(topic, custodianId), key, value);
  }

  /** Sends to the topic of such a name on the cluster. */
  public void sendTo(String name, String key, @Nullable SpecificRecord value) {
    tellFailure();
    var bytes = value == null ? null : serializer.serialize(name, value);
    producer.send(
        new ProducerRecord<>(name, key, bytes),
        (sent, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  /** Waits until everything that was sent is taken. */
  public void flush() {
    producer.flush();
    tellFailure();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void tellFailure() {
    var e = failure.getAndSet(null);
    if (e != null) {
      throw new ClusterException(
          "a record was not taken by the Kafka cluster (%s); check that its brokers run"
              .formatted(e.getMessage()),
          e);
    }
  }
}
