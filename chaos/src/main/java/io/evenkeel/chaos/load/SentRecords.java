package io.evenkeel.chaos.load;

import io.evenkeel.cluster.Clients;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the inputs of a run, and writes down every record that the cluster took, by topic,
 * partition and offset.
 */
public final class SentRecords implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final Serializer<SpecificRecord> serializer;
  private final TopicNames names;
  private final BufferedWriter file;
  private final AtomicLong refused = new AtomicLong();

  public SentRecords(Clients clients, Path file) throws IOException {
    this.producer = clients.producer();
    this.serializer = clients.serdes().serializer(SpecificRecord.class);
    this.names = clients.names();
    this.file = Files.newBufferedWriter(file);
  }

  /** Sends it to a topic that there is one of. */
  public <V extends SpecificRecord> void send(
      String what, Topic<V> topic, String key, @Nullable V value) {
    var name = names.of(topic);
    sendBytes(what, name, key, value == null ? null : serializer.serialize(name, value));
  }

  /** Sends bytes as they are to the topic of such a name on the cluster. */
  public void sendBytes(String what, String topic, String key, byte @Nullable [] value) {
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (sent, fault) -> {
          if (fault == null) {
            note(what, key, sent);
          } else {
            refused.incrementAndGet();
          }
        });
  }

  private synchronized void note(String what, String key, RecordMetadata sent) {
    try {
      file.write(
          Json.line(
              Json.object()
                  .put("topic", sent.topic())
                  .put("key", key)
                  .put("partition", sent.partition())
                  .put("offset", sent.offset())
                  .put("what", what)));
      file.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records that the cluster never took. */
  public long refused() {
    return refused.get();
  }

  /** Waits until everything that was sent is taken and written down. */
  public void flush() {
    producer.flush();
    synchronized (this) {
      try {
        file.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    producer.close();
    file.close();
  }
}
