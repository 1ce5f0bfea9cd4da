package io.evenkeel.backtest;

import static java.util.Objects.requireNonNull;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Rules;
import io.evenkeel.core.account.Monitoring;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.pipeline.Pipeline;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.account.BookStore;
import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.pipeline.market.EndOffsets;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.market.MarketSettings;
import io.evenkeel.pipeline.market.TopicLayout;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.outbox.LiveTasks;
import io.evenkeel.wireformat.AvroSerdes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/**
 * The topology on a driver without a broker. A record that is sent is carried to the end at once;
 * time stands still until it is told to move on, and only then are accounts judged.
 */
final class VirtualPipeline implements AutoCloseable {
  private final TopicNames names;
  private final Map<String, Topic<?>> written;
  private final String registry = "backtest-" + UUID.randomUUID();
  private final AvroSerdes serdes = AvroSerdes.inMemory(registry);
  private final Serializer<SpecificRecord> serializer = serdes.serializer(SpecificRecord.class);
  private final Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();
  private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
  private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
  private final Duration judgeEvery;
  private final MarketBoards boards;
  private final TopologyTestDriver driver;
  private final Path stateDirectory;
  private Instant now;

  VirtualPipeline(Configuration configuration, TopicNames names, Instant start) {
    this.names = names;
    this.written = OutputTopics.byName(names);
    this.now = start;
    this.stateDirectory = temporary();
    var layout = layout();
    var rules = new Rules(configuration);
    boards =
        new MarketBoards(
            new MarketSettings(rules.guard(), rules.staleAfter(), rules.controlsWithin()),
            names,
            layout,
            EndOffsets.WITHOUT_CLUSTER);
    var properties = properties();
    var settings = settings(rules);
    judgeEvery = settings.judgeEvery();
    var topology =
        Pipeline.build(
            new StreamsConfig(properties),
            settings,
            boards,
            layout,
            serdes,
            new LiveTasks(),
            TopicProgress.WITHOUT_CLUSTER,
            PipelineMeters.unread(names));
    driver = new TopologyTestDriver(topology, properties, start);
  }

  /**
   * Everything in memory, no limit that was not asked for (nobody is there to resume), every
   * account judged at one look, and times told to the second.
   */
  private PipelineSettings settings(Rules rules) {
    return PipelineSettings.of(names, rules.accounts(), rules.requests())
        .limiting(rules.limitsAsWritten())
        .withoutBroker();
  }

  private TopicLayout layout() {
    var known = new HashMap<String, TopicLayout.Known>();
    for (var topic : Topics.ALL) {
      names.each(topic).forEach(name -> known.put(name, new TopicLayout.Known(name, 1)));
    }
    return new TopicLayout(known);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("evenkeel-backtest");
    } catch (IOException e) {
      throw new BacktestFault(
          "the temporary directory %s cannot be written; name another with -Djava.io.tmpdir"
              .formatted(System.getProperty("java.io.tmpdir")));
    }
  }

  private Properties properties() {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, registry);
    properties.put("processing.exception.handler.global.enabled", "true");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    // Records come one at a time: there is never another partition to wait for.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return properties;
  }

  /** Sends a record and lets everything happen that follows from it. */
  void send(String topic, String key, @Nullable SpecificRecord value, Instant at) {
    var bytes = value == null ? null : serializer.serialize(topic, value);
    inputs
        .computeIfAbsent(topic, this::input)
        .pipeInput(key.getBytes(StandardCharsets.UTF_8), bytes, at);
  }

  private TestInputTopic<byte[], byte[]> input(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Lets time pass until then, which is later than now: whom anything concerns is judged, once. */
  void advanceTo(Instant then) {
    driver.advanceWallClockTime(Duration.between(now, then));
    now = then;
  }

  /** Lets just so much time pass that those are judged again whom anything concerns. */
  void judgeAgain() {
    advanceTo(now.plus(judgeEvery));
  }

  /**
   * An account as it would be judged now, without anything being said; {@code null} where it is not
   * known.
   */
  @Nullable Judgement look(String accountId, Instant at) {
    BookStore books = (BookStore) driver.getStateStore(Topics.BOOK_STORE);
    return Monitoring.judgement(books.book(accountId), books.desk().at(at));
  }

  /** Everything that was written since the last time, topic by topic. */
  List<Said> drain() {
    var said = new ArrayList<Said>();
    for (var name : driver.producedTopicNames()) {
      var records = outputs.computeIfAbsent(name, this::output);
      var topic = written.get(name);
      while (!records.isEmpty()) {
        var record = records.readRecord();
        if (topic != null) {
          said.add(said(topic, name, record.key(), record.value()));
        }
      }
    }
    return said;
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Said said(Topic<?> topic, String name, byte[] key, byte @Nullable [] value) {
    var file = OutputTopics.fileName(names, name);
    var text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (value == null) {
      return Said.of(topic, file, text, null);
    }
    var deserializer = deserializers.computeIfAbsent(name, n -> serdes.deserializer(topic.value()));
    return Said.unread(
        topic, file, text, () -> requireNonNull(deserializer.deserialize(name, value)));
  }

  @Override
  public void close() {
    driver.close();
    boards.close();
    AvroSerdes.forget(registry);
    delete(stateDirectory);
  }

  private static void delete(Path directory) {
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      directory.toFile().deleteOnExit();
    }
  }
}
