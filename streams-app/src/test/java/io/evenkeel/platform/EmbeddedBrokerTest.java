package io.evenkeel.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded broker")
class EmbeddedBrokerTest {
  @TempDir Path directory;

  @Test
  void keepsItsClusterIdItsTopicsAndTheirRecordsOverARestart() throws Exception {
    String clusterId;
    try (var broker = EmbeddedBroker.start(directory, 0)) {
      clusterId = broker.clusterId();
      createTopic(broker, "prices");
      sendInATransaction(broker, "prices", "XOM", "58.10");
    }

    try (var broker = EmbeddedBroker.start(directory, 0)) {
      assertThat(broker.clusterId()).isEqualTo(clusterId);
      assertThat(clusterIdSeenByAClient(broker)).isEqualTo(clusterId);
      assertThat(committedRecords(broker, "prices"))
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.key()).isEqualTo("XOM");
                assertThat(record.value()).isEqualTo("58.10");
              });
    }
  }

  @Test
  void endsATransactionThatACrashCutOffSoThatItHoldsNoReaderUp(@TempDir Path crashed)
      throws Exception {
    try (var broker = EmbeddedBroker.start(directory, 0)) {
      createTopic(broker, "prices");
      try (var producer = transactionalProducer(broker)) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("prices", "XOM", "never committed")).get();
        copyAsACrashLeavesIt(directory, crashed);
        producer.abortTransaction();
      }
    }

    try (var broker = EmbeddedBroker.start(crashed, 0)) {
      sendInATransaction(broker, "prices", "XOM", "58.10");

      assertThat(committedRecords(broker, "prices"))
          .extracting(ConsumerRecord::value)
          .containsExactly("58.10");
    }
  }

  private static KafkaProducer<String, String> transactionalProducer(EmbeddedBroker broker) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "transactional.id",
            "cut off",
            "transaction.timeout.ms",
            "3000");
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private static void copyAsACrashLeavesIt(Path from, Path to) throws IOException {
    try (var inside = Files.walk(from)) {
      for (var path : inside.toList()) {
        var copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
  }

  @Test
  void runsTransactionsOfVersionTwo() throws Exception {
    try (var broker = EmbeddedBroker.start(directory, 0);
        var admin = admin(broker)) {
      var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();

      assertThat(requireNonNull(features.get("transaction.version")).maxVersionLevel())
          .isEqualTo((short) 2);
    }
  }

  @Test
  void refusesATopicThatNobodyCreated() throws Exception {
    try (var broker = EmbeddedBroker.start(directory, 0);
        var admin = admin(broker)) {
      var description = admin.describeTopics(Set.of("pricse")).allTopicNames();

      assertThatThrownBy(description::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
      assertThat(admin.listTopics().names().get()).doesNotContain("pricse");
    }
  }

  @Test
  void listensOnTheGivenPort() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    try (var broker = EmbeddedBroker.start(directory, port)) {
      assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      assertThat(clusterIdSeenByAClient(broker)).isEqualTo(broker.clusterId());
    }
  }

  @Test
  void namesThePortThatIsInUseAndTheFix() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("choose another with --kafka-port");
    }
  }

  @Test
  void namesTheDirectoryThatCannotBeWrittenAndTheFix() throws Exception {
    var file = Files.writeString(directory.resolve("a-file"), "", StandardCharsets.UTF_8);

    assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("kafka"), 0))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("Cannot write to the data directory " + file.resolve("kafka"))
        .hasMessageContaining("choose another with --data-dir");
  }

  @Test
  void refusesADirectoryThatAnotherBrokerHolds() {
    try (var first = EmbeddedBroker.start(directory, 0)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
          .as("while %s runs", first.bootstrapServers())
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("is in use by another running Evenkeel");
    }
  }

  @Test
  void refusesADirectoryWhoseDataIsNotKafkas() throws Exception {
    Files.createDirectories(directory.resolve("log"));
    Files.writeString(directory.resolve("log/meta.properties"), "node.id=7\n");

    assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("names no cluster.id")
        .hasMessageContaining("--data-dir");
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static String clusterIdSeenByAClient(EmbeddedBroker broker) throws Exception {
    try (var admin = admin(broker)) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
    try (var admin = admin(broker)) {
      admin.createTopics(Set.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private static void sendInATransaction(
      EmbeddedBroker broker, String topic, String key, String value) throws Exception {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test");
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, key, value)).get();
      producer.commitTransaction();
    }
  }

  private static List<ConsumerRecord<String, String>> committedRecords(
      EmbeddedBroker broker, String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(20)).records(partition);
    }
  }
}
