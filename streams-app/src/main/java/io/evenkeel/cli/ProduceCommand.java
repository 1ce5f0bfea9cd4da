package io.evenkeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.StartupChecks;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.json.CommandEnvelope;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import io.evenkeel.json.RecordReader;
import io.evenkeel.pipeline.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends records of a JSON-lines file to a topic. */
@Command(
    name = "produce",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the records of a file to a topic: one JSON object a line.",
      "  {\"key\":\"R-1\",\"value\":{\"type\":\"SUBMIT\",\"accounts\":[\"A-1\"]}}",
      "A null value is a tombstone. A command's commandId, sentBy, sentAt and firmId may stand in its"
          + " value; where they do not: a new id, --sent-by, now, and --firm; a command that names no"
          + " firm crosses none.",
      "The whole file is read before the first record is sent, so a faulty one sends nothing."
    })
final class ProduceCommand implements Runnable {
  @Parameters(paramLabel = "TOPIC", description = "Name of the topic, such as rebalance-commands.")
  private String topic;

  @Option(names = "--file", required = true, paramLabel = "FILE.jsonl", description = "The file.")
  private @Nullable Path file;

  @Option(
      names = "--sent-by",
      defaultValue = "cli",
      description = "Who sends commands that do not say. Default: ${DEFAULT-VALUE}.")
  private String sentBy = "cli";

  @Option(names = "--firm", description = "Firm of commands that do not say. Default: none.")
  private @Nullable String firm;

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  /** What consume prints can be sent again: where a record came from is passed over. */
  private static final Set<String> AROUND_A_VALUE =
      Set.of("key", "value", "partition", "offset", "timestamp");

  /** One record to send. */
  private record Sent(String key, @Nullable SpecificRecord value) {}

  @Override
  public void run() {
    var configuration = settings.readForOneCommand();
    var clients = new Clients(configuration);
    var target = TopicArgument.find(clients.names(), topic);
    var records = read(configuration, target.getValue());
    requireTopic(clients, target.getKey());
    send(clients, target.getKey(), records);
    spec.commandLine().getOut().printf("records sent to %s: %d%n", target.getKey(), records.size());
  }

  private List<Sent> read(Configuration configuration, Topic<?> kind) {
    var lines = lines();
    var records = new ArrayList<Sent>(lines.size());
    for (var i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        records.add(record(configuration, kind, lines.get(i), i + 1));
      }
    }
    return records;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be read; give a readable file with --file".formatted(file));
    }
  }

  private Sent record(Configuration configuration, Topic<?> kind, String line, int number) {
    try {
      var json = checked(Json.tree(line));
      var value = json.get("value");
      return new Sent(
          json.get("key").textValue(),
          value.isNull()
              ? null
              : new RecordReader(configuration.get(Keys.DAY_ZONE), envelope())
                  .read(kind.value(), value));
    } catch (JsonFault fault) {
      throw new UsageException(
          "%s line %d%s: %s; nothing was sent"
              .formatted(
                  file,
                  number,
                  fault.field().isEmpty() ? "" : ", field " + fault.field(),
                  fault.sentence()));
    }
  }

  private static ObjectNode checked(JsonNode json) {
    if (!(json instanceof ObjectNode object)
        || object.path("key").asText("").isEmpty()
        || !object.get("key").isTextual()
        || !object.has("value")) {
      throw new JsonFault(
          "", "an object with a \"key\", which is a text, and a \"value\" was expected");
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!AROUND_A_VALUE.contains(name)) {
                throw new JsonFault("/" + name, RecordReader.unknown(name, AROUND_A_VALUE));
              }
            });
    return object;
  }

  private static void requireTopic(Clients clients, String name) {
    try (var admin = clients.admin()) {
      StartupChecks.requireTopics(admin, List.of(name));
    }
  }

  private Map<String, JsonNode> envelope() {
    return CommandEnvelope.of(UUID.randomUUID().toString(), sentBy, Instant.now(), firm);
  }

  private static void send(Clients clients, String name, List<Sent> records) {
    var serializer = clients.serdes().serializer(SpecificRecord.class);
    try (var producer = clients.producer()) {
      var answers =
          records.stream()
              .map(
                  r ->
                      producer.send(
                          new ProducerRecord<>(
                              name,
                              r.key(),
                              r.value() == null ? null : serializer.serialize(name, r.value()))))
              .toList();
      for (var answer : answers) {
        answer.get();
      }
    } catch (ExecutionException e) {
      throw new FailedException(
          "not every record was taken by %s (%s); send the file again once the cluster answers"
              .formatted(name, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("stopped while sending to " + name);
    }
  }
}
