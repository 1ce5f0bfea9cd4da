package io.evenkeel.chaos.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.platform.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A broker's log")
class SegmentsTest {
  private static final String TOPIC = "drift-events";

  @TempDir Path directory;

  @Test
  void tellsOfEachTransactionWhereItBeginsAndEndsAndWhetherItIsCommitted() throws Exception {
    try (var broker = EmbeddedBroker.start(directory, 0)) {
      try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      }
      try (var first = producer(broker, "first");
          var second = producer(broker, "second")) {
        first.beginTransaction();
        send(first);
        second.beginTransaction();
        send(second);
        send(first);
        first.abortTransaction();
        second.commitTransaction();
      }

      var spans = ended();
      assertThat(spans).extracting(Span::firstOffset).containsExactly(0L, 1L);
      assertThat(spans).extracting(Span::lastOffset).containsExactly(2L, 1L);
      assertThat(spans).extracting(Span::committed).containsExactly(false, true);
      assertThat(spans).extracting(Span::producerId).doesNotHaveDuplicates();
    }
  }

  /** Markers are written after the producer was told. */
  private List<Span> ended() throws InterruptedException {
    var until = System.nanoTime() + 30_000_000_000L;
    List<Span> spans = List.of();
    while (spans.size() < 2 && System.nanoTime() < until) {
      Thread.sleep(50);
      spans = Segments.spans(List.of(directory.resolve("log")), Map.of(TOPIC, 1));
    }
    return spans.stream().sorted(Comparator.comparing(Span::firstOffset)).toList();
  }

  private static void send(KafkaProducer<String, String> producer) throws Exception {
    producer.send(new ProducerRecord<>(TOPIC, "key", "value")).get();
  }

  private static KafkaProducer<String, String> producer(EmbeddedBroker broker, String id) {
    var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(), "transactional.id", id),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }
}
