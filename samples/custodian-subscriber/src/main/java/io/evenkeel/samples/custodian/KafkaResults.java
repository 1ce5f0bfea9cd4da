package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;

/** Answers on {@code execution-results.<custodian>}. */
public final class KafkaResults implements Results, AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final Serializer<ExecutionResult> serializer;
  private final Topics topics;
  private final List<Future<RecordMetadata>> underWay = new ArrayList<>();

  /**
   * Answers by this producer.
   *
   * @param serializer is asked for the topic without the custodian: all custodians share the
   *     subject {@code execution-results-value}, and any serializer of Confluent's make takes the
   *     subject from the topic that it is given
   */
  public KafkaResults(
      Producer<String, byte[]> producer, Serializer<ExecutionResult> serializer, Topics topics) {
    this.producer = producer;
    this.serializer = serializer;
    this.topics = topics;
  }

  @Override
  public void send(String accountId, ExecutionResult result) {
    var bytes = serializer.serialize(topics.resultsOfAll(), result);
    underWay.add(producer.send(new ProducerRecord<>(topics.results(), accountId, bytes)));
  }

  @Override
  public void flush() {
    producer.flush();
    try {
      for (var sent : underWay) {
        sent.get();
      }
      underWay.clear();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer was not taken by Kafka", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while answering", e);
    }
  }

  @Override
  public void close() {
    producer.close();
    serializer.close();
  }
}
