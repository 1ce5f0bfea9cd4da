package io.evenkeel.chaos.judge;

import io.evenkeel.config.Configuration;
import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.approval.RequestSettings;
import io.evenkeel.pipeline.Pipeline;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.pipeline.market.EndOffsets;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.market.MarketSettings;
import io.evenkeel.pipeline.market.TopicLayouts;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.outbox.LiveTasks;
import io.evenkeel.wireformat.AvroSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The topology on the test driver, with everything that goes in and comes out written down. */
final class Recorder implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
  private static final TopicNames NAMES = new TopicNames("", List.of("SCHWAB", "FIDELITY"));

  private final AvroSerdes serdes = AvroSerdes.inMemory("recorder-" + UUID.randomUUID());
  private final Map<String, List<Taken>> topics = new LinkedHashMap<>();
  private final List<CustodianBook.Arrival> arrivals = new ArrayList<>();
  private final List<CustodianBook.Executed> executions = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final Path state;
  private final TopologyTestDriver driver;
  private Instant now = START;

  Recorder() {
    this.state = temporaryDirectory();
    var names = Topics.ALL.stream().flatMap(topic -> NAMES.each(topic).stream()).toList();
    var layout = TopicLayouts.withoutCluster(names);
    var boards =
        new MarketBoards(MarketSettings.DEFAULTS, NAMES, layout, EndOffsets.WITHOUT_CLUSTER);
    var topology =
        Pipeline.build(
            new StreamsConfig(config()),
            PipelineSettings.of(NAMES, AccountSettings.DEFAULTS, RequestSettings.DEFAULT),
            boards,
            layout,
            serdes,
            new LiveTasks(),
            TopicProgress.WITHOUT_CLUSTER,
            PipelineMeters.unread(NAMES));
    this.driver = new TopologyTestDriver(topology, config(), START);
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("recorder");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties config() {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "recorder");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return config;
  }

  Instant now() {
    return now;
  }

  <V extends SpecificRecord> Recorder send(Topic<V> topic, String key, V value) {
    return send(
        NAMES.of(topic),
        key,
        serdes.serializer(topic.value()).serialize(NAMES.of(topic), value),
        "GOOD");
  }

  <V extends SpecificRecord> Recorder sendTo(
      String custodian, Topic<V> topic, String key, V value) {
    var name = NAMES.of(topic, custodian);
    return send(name, key, serdes.serializer(topic.value()).serialize(name, value), "GOOD");
  }

  Recorder sendGarbage(Topic<?> topic, String key) {
    return send(NAMES.of(topic), key, "garbage".getBytes(StandardCharsets.UTF_8), "FUZZ");
  }

  private Recorder send(String topic, String key, byte[] value, String what) {
    var bytes = key.getBytes(StandardCharsets.UTF_8);
    var offset = take(topic, bytes, value);
    sent.add(new Sent(topic, 0, offset, key, what));
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(bytes, value, now);
    drain();
    return this;
  }

  private long take(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    var records = topics.computeIfAbsent(topic, t -> new ArrayList<>());
    records.add(new Taken(topic, 0, records.size(), now, key, value));
    return records.size() - 1L;
  }

  /** Lets so much time pass, in which accounts are judged. */
  Recorder pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
    drain();
    return this;
  }

  private void drain() {
    for (var name : driver.producedTopicNames()) {
      if (Topics.ALL.stream().anyMatch(topic -> NAMES.each(topic).contains(name))) {
        driver
            .createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList()
            .forEach(record -> take(name, record.key(), record.value()));
      }
    }
  }

  /** The custodian writes down what it got. */
  void arrived(Row<io.evenkeel.schemas.ApprovedTradeBatch> row) {
    var orders = row.said().getOrders().stream().map(o -> o.getOrderId()).toList();
    arrivals.add(
        new CustodianBook.Arrival(
            row.place(), row.said().getInstruction().name(), row.said().getBatchId(), orders));
  }

  /** The custodian writes down what it did. */
  void executed(io.evenkeel.schemas.ExecutionResult result) {
    executions.add(
        new CustodianBook.Executed(
            result.getExecutionId(),
            String.valueOf(result.getOrderId()),
            result.getExecType().name(),
            result.getQuantity()));
  }

  /** Everything until now. */
  Recording recording() {
    var partitions = new HashMap<String, Integer>();
    Topics.ALL.forEach(topic -> NAMES.each(topic).forEach(name -> partitions.put(name, 1)));
    var all = new LinkedHashMap<String, List<Taken>>();
    topics.forEach((name, records) -> all.put(name, List.copyOf(records)));
    return new Recording(
        Configuration.defaults(),
        NAMES,
        serdes,
        all,
        partitions,
        new CustodianBook(arrivals, executions, List.of()),
        sent,
        List.of(new FiredFault("kill", "app-1", START, now, "exit 137")),
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(state.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
