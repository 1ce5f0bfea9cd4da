package io.evenkeel.chaos.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.json.Json;
import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayName("The command judge, on a cluster")
class JudgeCommandTest {
  @TempDir Path directory;

  @Test
  void readsItsTopicsAndItsLogsAndNamesWhatDoesNotHold() throws Exception {
    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0)) {
      leaveARecordThatNobodyReads(broker, registry);
      var out = new StringWriter();
      var json = directory.resolve("verdict.json");

      var code =
          new CommandLine(new JudgeCommand())
              .setOut(new PrintWriter(out))
              .execute(
                  "--bootstrap",
                  broker.bootstrapServers(),
                  "--set",
                  "schema.registry.url=" + registry.url(),
                  "--log-dir",
                  directory.resolve("kafka/log").toString(),
                  "--json",
                  json.toString());

      assertThat(code).as(out.toString()).isEqualTo(1);
      assertThat(out.toString())
          .contains("every-input-ends", "positions-0@0 cannot be read", "NOT CLEAN", "2 lost");
      var verdict = Json.tree(Files.readString(json));
      assertThat(verdict.path("clean").asBoolean()).isFalse();
      assertThat(verdict.path("invariants").findValuesAsText("name"))
          .hasSize(25)
          .doesNotHaveDuplicates();
    }
  }

  private static void leaveARecordThatNobodyReads(EmbeddedBroker broker, EmbeddedRegistry registry)
      throws Exception {
    var configuration =
        Configuration.defaults()
            .with(Keys.BOOTSTRAP_SERVERS, broker.bootstrapServers())
            .with(Keys.REGISTRY_URL, registry.url());
    var clients = new Clients(configuration);
    try (var admin = clients.admin();
        var producer = clients.producer()) {
      TopicCreation.createMissing(admin, new TopicPlan(clients.names(), 1, (short) 1));
      var garbage = "garbage".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>("positions", "A-1", garbage)).get();
    }
  }
}
