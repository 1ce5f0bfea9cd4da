package io.evenkeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.StartupChecks;
import io.evenkeel.config.Keys;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.wireformat.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the records of a topic as JSON lines. */
@Command(
    name = "consume",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the committed records of a topic, one JSON object a line.",
      "It ends when --max are printed or nothing came for --timeout. The key, partition, offset and"
          + " time stand beside the value."
    })
final class ConsumeCommand implements Runnable {
  @Parameters(paramLabel = "TOPIC", description = "Name of the topic, such as drift-events.")
  private String topic;

  @Option(names = "--from-beginning", description = "Everything that is kept, not only what comes.")
  private boolean fromBeginning;

  @Option(names = "--max", paramLabel = "N", description = "Stop after so many records.")
  private long max = Long.MAX_VALUE;

  @Option(
      names = "--timeout",
      paramLabel = "30s",
      converter = DurationConverter.class,
      description = "Stop when nothing came for so long. Default: 30s.")
  private Duration timeout = Duration.ofSeconds(30);

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (max < 0) {
      throw new UsageException("--max %d cannot be used; give 0 or more".formatted(max));
    }
    var configuration = settings.readForOneCommand();
    var clients = new Clients(configuration);
    var found = TopicArgument.find(clients.names(), topic);
    var name = found.getKey();
    var deserializer = clients.serdes().deserializer(found.getValue().value());
    var writer = new RecordWriter(configuration.get(Keys.DAY_ZONE));
    requireTopic(clients, name);
    try (var consumer = clients.consumer("consume-" + UUID.randomUUID(), fromBeginning)) {
      position(consumer, name);
      print(consumer, deserializer, writer);
    }
  }

  private static void requireTopic(Clients clients, String name) {
    try (var admin = clients.admin()) {
      StartupChecks.requireTopics(admin, List.of(name));
    }
  }

  private void position(KafkaConsumer<String, byte[]> consumer, String name) {
    var partitions =
        consumer.partitionsFor(name, Duration.ofSeconds(20)).stream()
            .map(p -> new TopicPartition(name, p.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    partitions.forEach(consumer::position);
  }

  private void print(
      KafkaConsumer<String, byte[]> consumer,
      Deserializer<? extends IndexedRecord> deserializer,
      RecordWriter writer) {
    var out = spec.commandLine().getOut();
    var left = max;
    var quietSince = Instant.now();
    while (left > 0 && Duration.between(quietSince, Instant.now()).compareTo(timeout) < 0) {
      for (var record : consumer.poll(Duration.ofMillis(200))) {
        if (left-- > 0) {
          out.println(Json.line(line(record, deserializer, writer)));
        }
        quietSince = Instant.now();
      }
      if (out.checkError()) {
        return; // Nobody reads any more, as behind "| head".
      }
    }
  }

  private static JsonNode line(
      ConsumerRecord<String, byte[]> record,
      Deserializer<? extends IndexedRecord> deserializer,
      RecordWriter writer) {
    var line = Json.object();
    line.put("key", record.key());
    line.put("partition", record.partition());
    line.put("offset", record.offset());
    line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
    try {
      var value =
          record.value() == null ? null : deserializer.deserialize(record.topic(), record.value());
      line.set("value", value == null ? null : writer.write(value));
    } catch (UnreadableRecordException e) {
      line.put("unreadable", String.valueOf(e.getMessage()));
    }
    return line;
  }
}
