package io.evenkeel.pipeline.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.platform.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a cluster says of a topic's progress")
class TopicProgressTest {
  private static final TopicPartition ACCOUNTS = new TopicPartition("accounts", 0);

  @TempDir Path directory;

  @Test
  void isWhereThePartitionEndsAndWhatTheGroupHasCommitted() throws Exception {
    try (var broker = EmbeddedBroker.start(directory, 0);
        var admin = Admin.create(to(broker))) {
      admin.createTopics(List.of(new NewTopic("accounts", 1, (short) 1))).all().get();
      send(broker, 3);
      admin
          .alterConsumerGroupOffsets("evenkeel", Map.of(ACCOUNTS, new OffsetAndMetadata(2)))
          .all()
          .get();

      var progress = TopicProgress.ofCluster(admin, "evenkeel");
      assertThat(progress.end(ACCOUNTS).toCompletableFuture().get()).isEqualTo(3);
      assertThat(progress.workedOff(ACCOUNTS).toCompletableFuture().get()).isEqualTo(2);

      var nobody = TopicProgress.ofCluster(admin, "nobody");
      assertThat(nobody.workedOff(ACCOUNTS).toCompletableFuture().get()).isZero();
    }
  }

  private static void send(EmbeddedBroker broker, int records) {
    try (var producer =
        new KafkaProducer<>(to(broker), new StringSerializer(), new StringSerializer())) {
      for (var i = 0; i < records; i++) {
        producer.send(new ProducerRecord<>("accounts", "A-" + i, "account"));
      }
    }
  }

  private static Map<String, Object> to(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
