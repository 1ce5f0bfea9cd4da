package io.evenkeel.pipeline;

import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.approval.RequestSettings;
import io.evenkeel.core.limits.LimitSettings;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology on the test driver: no broker, virtual time, one partition. */
final class DrivenPipeline implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
  static final TopicNames NAMES = new TopicNames("", List.of("SCHWAB", "FIDELITY"));

  private final String scope = "driven-" + UUID.randomUUID();
  private final AvroSerdes serdes = AvroSerdes.inMemory(scope);
  private final Path state;
  private final TopologyTestDriver driver;
  private Instant now = START;

  DrivenPipeline() {
    this(TopicProgress.WITHOUT_CLUSTER);
  }

  /** With what a cluster would say of topics that tasks may not have read to their ends. */
  DrivenPipeline(TopicProgress progress) {
    this(progress, AccountSettings.DEFAULTS);
  }

  /** With settings of its own. */
  DrivenPipeline(AccountSettings settings) {
    this(TopicProgress.WITHOUT_CLUSTER, settings);
  }

  /** With limits of its own at the last step. */
  DrivenPipeline(LimitSettings limits) {
    this(TopicProgress.WITHOUT_CLUSTER, AccountSettings.DEFAULTS, limits);
  }

  /** With what a cluster would say of where the boards' topics end. */
  DrivenPipeline(EndOffsets ends) {
    this(TopicProgress.WITHOUT_CLUSTER, AccountSettings.DEFAULTS, LimitSettings.DEFAULTS, ends);
  }

  private DrivenPipeline(TopicProgress progress, AccountSettings settings) {
    this(progress, settings, LimitSettings.DEFAULTS);
  }

  private DrivenPipeline(TopicProgress progress, AccountSettings settings, LimitSettings limits) {
    this(progress, settings, limits, EndOffsets.WITHOUT_CLUSTER);
  }

  private DrivenPipeline(
      TopicProgress progress, AccountSettings settings, LimitSettings limits, EndOffsets ends) {
    this.state = temporaryDirectory();
    this.driver =
        new TopologyTestDriver(
            topology(serdes, config(state), progress, settings, limits, ends),
            config(state),
            START);
  }

  static Topology topology(AvroSerdes serdes, Properties config, TopicProgress progress) {
    return topology(
        serdes,
        config,
        progress,
        AccountSettings.DEFAULTS,
        LimitSettings.DEFAULTS,
        EndOffsets.WITHOUT_CLUSTER);
  }

  private static Topology topology(
      AvroSerdes serdes,
      Properties config,
      TopicProgress progress,
      AccountSettings settings,
      LimitSettings limits,
      EndOffsets ends) {
    var names = Topics.ALL.stream().flatMap(topic -> NAMES.each(topic).stream()).toList();
    var layout = TopicLayouts.withoutCluster(names);
    var boards = new MarketBoards(MarketSettings.DEFAULTS, NAMES, layout, ends);
    return Pipeline.build(
        new StreamsConfig(config),
        PipelineSettings.of(NAMES, settings, RequestSettings.DEFAULT).limiting(limits),
        boards,
        layout,
        serdes,
        new LiveTasks(),
        progress,
        PipelineMeters.unread(NAMES));
  }

  static Properties config(Path state) {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "driven");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return config;
  }

  /** Sends a record now; {@code null} is a tombstone. */
  <V extends SpecificRecord> DrivenPipeline send(Topic<V> topic, String key, @Nullable V value) {
    return sendAt(now, topic, key, value);
  }

  /** Sends a record that was written then and is read only now. */
  <V extends SpecificRecord> DrivenPipeline sendAt(
      Instant at, Topic<V> topic, String key, @Nullable V value) {
    return send(at, topic, NAMES.of(topic), key, value);
  }

  <V extends SpecificRecord> DrivenPipeline sendTo(
      String custodian, Topic<V> topic, String key, V value) {
    return send(now, topic, NAMES.of(topic, custodian), key, value);
  }

  private <V extends SpecificRecord> DrivenPipeline send(
      Instant at, Topic<V> topic, String name, String key, @Nullable V value) {
    driver
        .createInputTopic(name, new StringSerializer(), serdes.serializer(topic.value()))
        .pipeInput(key, value, at);
    return this;
  }

  /** Sends bytes as they are. */
  DrivenPipeline sendBytes(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key, value, now);
    return this;
  }

  /** Lets so much time pass, which also makes tasks look at the boards. */
  DrivenPipeline pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
    return this;
  }

  /** Lets every account be judged. */
  DrivenPipeline look() {
    return pass(Duration.ofMillis(5));
  }

  Instant now() {
    return now;
  }

  AvroSerdes serdes() {
    return serdes;
  }

  /** What came by a topic since it was asked last. */
  <V extends SpecificRecord> List<TestRecord<String, V>> recordsOf(Topic<V> topic) {
    return read(topic, NAMES.of(topic));
  }

  <V extends SpecificRecord> List<V> of(Topic<V> topic) {
    return recordsOf(topic).stream().map(TestRecord::value).toList();
  }

  <V extends SpecificRecord> List<V> of(Topic<V> topic, String custodian) {
    return read(topic, NAMES.of(topic, custodian)).stream().map(TestRecord::value).toList();
  }

  /** The newest of what came by a topic since it was asked last. */
  <V extends SpecificRecord> V lastOf(Topic<V> topic) {
    var all = of(topic);
    return all.get(all.size() - 1);
  }

  /** The topics that something was written to, changelogs included. */
  Set<String> writtenTopics() {
    return driver.producedTopicNames();
  }

  /** Dead letters with keys as they are. */
  List<TestRecord<byte[], io.evenkeel.schemas.DeadLetter>> deadLetters() {
    return driver
        .createOutputTopic(
            NAMES.of(Topics.DEAD_LETTERS),
            new ByteArrayDeserializer(),
            serdes.deserializer(io.evenkeel.schemas.DeadLetter.class))
        .readRecordsToList();
  }

  private <V extends SpecificRecord> List<TestRecord<String, V>> read(Topic<V> topic, String name) {
    TestOutputTopic<String, V> output =
        driver.createOutputTopic(
            name, new StringDeserializer(), serdes.deserializer(topic.value()));
    return new ArrayList<>(output.readRecordsToList());
  }

  @Override
  public void close() {
    driver.close();
    AvroSerdes.forget(scope);
    delete(state);
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("driven");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
