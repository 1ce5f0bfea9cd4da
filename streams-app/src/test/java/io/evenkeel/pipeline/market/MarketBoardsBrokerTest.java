package io.evenkeel.pipeline.market;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.RefusalReason;
import io.evenkeel.core.market.Tick;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.PriceHoldWire;
import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.schemas.Price;
import io.evenkeel.wireformat.AvroSerdes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the test driver hides: restore, poison, transactions, and how far a consumer came. */
@DisplayName("The boards on a broker")
@Timeout(180)
class MarketBoardsBrokerTest {
  private static final int PARTITIONS = 2;
  private static final Instant NOON = Instant.parse("2026-11-20T17:00:00Z");
  private static final byte[] POISON = "no Avro at all".getBytes(UTF_8);
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final AvroSerdes SERDES = AvroSerdes.inMemory("market-boards-broker");

  @TempDir static Path directory;
  private static @Nullable EmbeddedBroker broker;
  private static @Nullable Admin admin;

  private final RecordedOutputs outputs = new RecordedOutputs();
  private final List<String> said = new ArrayList<>();
  private TopicNames names = new TopicNames("", List.of());

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    requireNonNull(admin).close();
    requireNonNull(broker).close();
  }

  @BeforeEach
  void makeTopics() throws Exception {
    names = new TopicNames("run" + RUNS.incrementAndGet() + ".", List.of());
    var topics =
        Stream.concat(MarketBoards.TOPICS.stream(), Stream.of(Topics.MARKET_COMMANDS))
            .map(
                topic ->
                    new NewTopic(names.of(topic), PARTITIONS, (short) 1)
                        .configs(topic.kept().asTopicConfig()))
            .toList();
    requireNonNull(admin).createTopics(topics).all().get();
  }

  @Test
  void surviveBytesThatNobodyCanReadAtTheStartAndLaterAndReportThemOnce() {
    send(List.of(price("X", "100", 0), poison("X"), price("Y", "7", 0)));
    try (var client = started()) {
      assertThat(price(client, "X")).isEqualTo("100");
      assertThat(price(client, "Y")).isEqualTo("7");

      send(List.of(poison("Y"), price("Y", "8", 1)));
      await(() -> price(client, "Y").equals("8"));
      await(() -> client.boards.counts(Topics.PRICES).refused(RefusalReason.MALFORMED) == 2);
      await(() -> deadLetters().size() == 2);
      assertThat(client.streams.state()).isEqualTo(KafkaStreams.State.RUNNING);
    }

    try (var client = started()) {
      send(List.of(poison("X")));
      await(() -> deadLetters().size() == 3);
      assertThat(price(client, "X")).isEqualTo("100");
      assertThat(deadLetters()).doesNotHaveDuplicates();
    }
  }

  /** As a compacted topic leaves them: the refused price has replaced the good one. */
  @Test
  void readPriceHoldsBeforePricesSoThatTheLastGoodPriceIsFound() {
    send(List.of(price("X", "50", 1)));
    var hold =
        new PriceHold(
            "X",
            RefusalReason.JUMP,
            tick("100", 0),
            tick("50", 1),
            false,
            null,
            partitionOf("X"),
            0);
    sendHold(hold);

    try (var client = started()) {
      assertThat(client.restored.indexOf("price-holds-board"))
          .isNotNegative()
          .isLessThan(client.restored.indexOf("prices-board"));
      assertThat(price(client, "X")).isEqualTo("100 quarantined");

      send(List.of(price("X", "50", 3)));
      await(() -> price(client, "X").equals("50"));
    }
  }

  @Test
  void writePriceHoldsThatTheNextInstanceGoesBy() {
    send(List.of(price("X", "100", 0), price("X", "50", 1)));
    try (var client = started()) {
      await(() -> client.boards.prices().recorded("X") != null);
    }

    try (var client = started()) {
      assertThat(requireNonNull(client.boards.prices().recorded("X")).isHolding()).isTrue();
      assertThat(price(client, "X")).isEqualTo("100 quarantined");
      send(List.of(price("X", "50", 3)));
      await(() -> !requireNonNull(client.boards.prices().recorded("X")).isHolding());
    }
    assertThat(holdsAndAdvisories())
        .containsExactly(
            "hold X JUMP good=100 refused=50 released=false by=null offset=1",
            "advisory X PRICE_QUARANTINED raised",
            "hold X JUMP good=50 refused=50 released=true by=null offset=2",
            "advisory X PRICE_QUARANTINED cleared");
  }

  @Test
  void knowThatTheyReachedTheEndThoughATransactionsMarkerIsTheLastThingThere() {
    sendInATransaction(List.of(price("X", "100", 0)));
    try (var client = started()) {
      sendInATransaction(List.of(price("X", "101", 1)));
      await(() -> price(client, "X").equals("101"));
      var beyond = fence(client, "X", 1_000);

      var gate = client.boards.gate("test", beyond);

      assertThat(gate.isOpen(Instant.now())).isFalse();
      await(() -> gate.isOpen(Instant.now()));
      assertThat(end("X")).isEqualTo(4);
    }
  }

  @Test
  void letATaskGoOnThatTheyHaveCaughtUpWithOrWhoseTopicWasMadeAnew() {
    send(List.of(price("X", "100", 0)));
    try (var client = started()) {
      send(List.of(price("X", "101", 1)));
      await(() -> price(client, "X").equals("101"));
      var passed = client.boards.gate("passed", client.boards.fence());
      assertThat(passed.isOpen(Instant.now())).isTrue();

      var anew = new TreeMap<>(fence(client, "X", 1_000).byTopic());
      anew.computeIfPresent(
          names.of(Topics.PRICES), (topic, at) -> new Fence.Passed("another", at.offsets()));
      assertThat(client.boards.gate("anew", new Fence(anew)).isOpen(Instant.now())).isTrue();
    }
  }

  @Test
  void standStillWhileATransactionHangsAndGoOnWithoutWhatWasAborted() {
    try (var client = started();
        var producer = producer("hanging")) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, List.of(price("X", "66", 0)));
      send(List.of(price("Y", "7", 0), price("X", "100", 0)));
      producer.abortTransaction();

      await(() -> price(client, "X").equals("100"));
      assertThat(client.boards.counts(Topics.PRICES).taken()).isEqualTo(2);
    }
  }

  @Test
  void doNotHearWhatIsHaltedBehindATransactionThatHangs() {
    try (var client = started();
        var producer = producer("hanging")) {
      await(client.boards.hearing()::isHeard);
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, List.of(control("nobody knows yet")));
      await(() -> !client.boards.hearing().isHeard());

      producer.abortTransaction();
      await(client.boards.hearing()::isHeard);
    }
  }

  @Test
  void hearControlsFromWhichEverythingWasDeleted() throws Exception {
    send(List.of(control("old"), control("older")));
    var partition = new TopicPartition(names.of(Topics.CONTROLS), partitionOf("FIRM/F-1"));
    requireNonNull(admin)
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, partition.topic()),
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET))))
        .all()
        .get();
    await(() -> deleted(partition));

    try (var client = started()) {
      await(client.boards.hearing()::isHeard);
    }
  }

  /** Refused until the broker has heard that it may. */
  private static boolean deleted(TopicPartition partition) {
    try {
      requireNonNull(admin)
          .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  private ProducerRecord<String, byte[]> control(String bytes) {
    return new ProducerRecord<>(names.of(Topics.CONTROLS), "FIRM/F-1", bytes.getBytes(UTF_8));
  }

  private Fence fence(Client client, String securityId, long offset) {
    var byTopic = new TreeMap<>(client.boards.fence().byTopic());
    byTopic.computeIfPresent(
        names.of(Topics.PRICES),
        (topic, passed) -> {
          var offsets = new ArrayList<>(passed.offsets());
          offsets.set(partitionOf(securityId), offset);
          return new Fence.Passed(passed.topicId(), offsets);
        });
    return new Fence(byTopic);
  }

  private long end(String securityId) {
    var partition = new TopicPartition(names.of(Topics.PRICES), partitionOf(securityId));
    return EndOffsets.ofCluster(requireNonNull(admin))
        .of(List.of(partition))
        .toCompletableFuture()
        .join()
        .get(partition);
  }

  private static int partitionOf(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % PARTITIONS;
  }

  private List<String> deadLetters() {
    return said.stream().filter(line -> line.startsWith("dead letter")).toList();
  }

  private List<String> holdsAndAdvisories() {
    said.addAll(outputs.taken());
    return said.stream().filter(line -> !line.startsWith("dead letter")).toList();
  }

  private void await(BooleanSupplier condition) {
    var until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    said.addAll(outputs.taken());
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting; said: %s", said).isLessThan(until);
      LockSupport.parkNanos(20_000_000);
      said.addAll(outputs.taken());
    }
  }

  private static String price(Client client, String securityId) {
    var quote = client.boards.view().quote(securityId);
    if (quote == null) {
      return "none";
    }
    return quote.price() + (quote.quarantined() ? " quarantined" : "");
  }

  private ProducerRecord<String, byte[]> price(String securityId, String price, int second) {
    var value =
        Price.newBuilder()
            .setPrice(new BigDecimal(price))
            .setAsOf(NOON.plusSeconds(second))
            .build();
    var topic = names.of(Topics.PRICES);
    return new ProducerRecord<>(
        topic, securityId, SERDES.serializer(Price.class).serialize(topic, value));
  }

  private ProducerRecord<String, byte[]> poison(String securityId) {
    return new ProducerRecord<>(names.of(Topics.PRICES), securityId, POISON);
  }

  private void sendHold(PriceHold hold) {
    var topic = names.of(Topics.PRICE_HOLDS);
    var value =
        SERDES
            .serializer(io.evenkeel.schemas.PriceHold.class)
            .serialize(topic, PriceHoldWire.write(hold, NOON));
    send(List.of(new ProducerRecord<>(topic, hold.securityId(), value)));
  }

  private static Tick tick(String price, int second) {
    return new Tick(io.evenkeel.core.money.Price.of(price), "USD", NOON.plusSeconds(second));
  }

  private void send(List<ProducerRecord<String, byte[]>> records) {
    try (var producer = producer(null)) {
      send(producer, records);
    }
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records) {
    var sent = records.stream().map(producer::send).toList();
    producer.flush();
    assertThat(sent).allMatch(Future::isDone);
  }

  private void sendInATransaction(List<ProducerRecord<String, byte[]>> records) {
    try (var producer = producer("prices")) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, records);
      producer.commitTransaction();
    }
  }

  private KafkaProducer<String, byte[]> producer(@Nullable String transactionalId) {
    var config = new Properties();
    config.put("bootstrap.servers", requireNonNull(broker).bootstrapServers());
    if (transactionalId != null) {
      config.put("transactional.id", names.prefix() + transactionalId);
    }
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  private Client started() {
    var boards =
        new MarketBoards(
            MarketSettings.DEFAULTS,
            names,
            TopicLayouts.ofCluster(
                requireNonNull(admin), MarketBoards.TOPICS.stream().map(names::of).toList()),
            EndOffsets.ofCluster(requireNonNull(admin)));
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, names.prefix() + "boards");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, requireNonNull(broker).bootstrapServers());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
    config.put(StreamsConfig.POLL_MS_CONFIG, 5);
    config.putAll(boards.streamsProperties());
    var topology = ReportingProcessor.topology(boards, SERDES, names, PARTITIONS, outputs);
    var client = new Client(boards, new KafkaStreams(topology, config));
    client.start();
    return client;
  }

  /** One instance of the application. */
  private static final class Client implements AutoCloseable {
    private final MarketBoards boards;
    private final KafkaStreams streams;
    private final List<String> restored = Collections.synchronizedList(new ArrayList<>());

    private Client(MarketBoards boards, KafkaStreams streams) {
      this.boards = boards;
      this.streams = streams;
    }

    private void start() {
      streams.setGlobalStateRestoreListener(
          new StateRestoreListener() {
            @Override
            public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
              restored.add(store);
            }

            @Override
            public void onBatchRestored(
                TopicPartition partition, String store, long end, long count) {}

            @Override
            public void onRestoreEnd(TopicPartition partition, String store, long total) {}
          });
      streams.start();
    }

    @Override
    public void close() {
      boards.close();
      streams.close(
          CloseOptions.timeout(Duration.ofSeconds(30))
              .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
  }
}
