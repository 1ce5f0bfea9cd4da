package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.AuditReading;
import io.evenkeel.cluster.Clients;
import io.evenkeel.config.Configuration;
import io.evenkeel.core.approval.BusinessCalendars;
import io.evenkeel.core.limits.LimitSettings;
import io.evenkeel.core.limits.PerMinute;
import io.evenkeel.core.money.Money;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import io.evenkeel.schemas.RequestStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The kill switch and the limits of running instances")
class KillSwitchTest {
  private static final String APPROVED = RunningWorld.NAMES.of(Topics.APPROVED_TRADES, "SCHWAB");
  private static final int ACCOUNTS = 12;
  private static final Duration WITHIN = Duration.ofSeconds(1);

  /** Every account sells 2,500 and buys 1,500: one may be sent within a minute. */
  private static final LimitSettings ONE_A_MINUTE =
      new LimitSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new PerMinute(Optional.of(Money.of("5000")), Map.of(), 1),
          PerMinute.OFF,
          Optional.empty(),
          BusinessCalendars.DEFAULT);

  @TempDir Path directory;

  @Test
  void stopsEveryScopeWithinASecondWhileApprovalsKeepComing() {
    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
        var world = new RunningWorld(broker.bootstrapServers(), registry.url(), 4);
        var instance = world.instance(directory.resolve("state"))) {
      openAccounts(world, instance);
      var next = 0;
      for (var scope :
          List.of(
              Map.entry(ControlScope.FIRM, "F-1"),
              Map.entry(ControlScope.CUSTODIAN, "SCHWAB"),
              Map.entry(ControlScope.SECURITY, "XOM"))) {
        stop(world, instance, scope.getKey(), scope.getValue(), next, next + 1);
        next += 2;
      }
      stop(world, instance, ControlScope.ACCOUNT, "A-" + next, next, next);
      assertThat(world.read(Topics.APPROVED_TRADES, APPROVED)).isEmpty();

      approved(world, next + 1);
      var sent = world.awaitOne(Topics.APPROVED_TRADES, APPROVED, b -> true);
      assertThat(sent.getBatchSeq()).as("nothing was sent meanwhile").isEqualTo(1);
      assertThat(world.deaths()).isEmpty();
    }
  }

  /** Halts; what is approved right after the second that it may take is refused; resumes. */
  private static void stop(
      RunningWorld world,
      EvenkeelStreams instance,
      ControlScope scope,
      String id,
      int from,
      int to) {
    var halted = System.nanoTime();
    world.send(Topics.CONTROLS, scope + "/" + id, control(scope, id, true));
    var core = io.evenkeel.core.market.Halt.Scope.valueOf(scope.name());
    world.await(scope + " is halted", () -> instance.boards().halt(core, id) != null);
    assertThat(Duration.ofNanos(System.nanoTime() - halted)).isLessThan(WITHIN);
    for (var i = from; i <= to; i++) {
      var accountId = "A-" + i;
      approved(world, i);
      var refused =
          world.awaitOne(
              Topics.REBALANCE_HISTORY_ACCOUNTS,
              row ->
                  row.getAccountId().equals(accountId)
                      && row.getStatus() == HistoryAccountStatus.FAILED);
      assertThat(refused.getSentence())
          .startsWith(scope.name().toLowerCase(java.util.Locale.ROOT) + " " + id + " is halted");
    }
    world.send(Topics.CONTROLS, scope + "/" + id, control(scope, id, false));
    world.await(scope + " is resumed", () -> instance.boards().halt(core, id) == null);
  }

  @Test
  void countsTheSameMinuteAndHoldsTheSameHaltAfterTheInstanceIsReplaced() {
    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
        var world = new RunningWorld(broker.bootstrapServers(), registry.url(), 4)) {
      try (var instance = world.instance(directory.resolve("state-1"), ONE_A_MINUTE)) {
        openAccounts(world, instance);
        approved(world, 0);
        world.awaitOne(Topics.APPROVED_TRADES, APPROVED, b -> b.getAccountId().equals("A-0"));
      }
      try (var instance = world.instance(directory.resolve("state-2"), ONE_A_MINUTE)) {
        assertThat(refusal(world, 1)).contains("after 4000 that were sent within a minute");
      }
      try (var instance = world.instance(directory.resolve("state-3"), ONE_A_MINUTE)) {
        assertThat(refusal(world, 2)).startsWith("custodian SCHWAB is halted since");
      }
      var sent = new ArrayList<ApprovedTradeBatch>();
      sent.addAll(world.read(Topics.APPROVED_TRADES, APPROVED));
      assertThat(sent).isEmpty();
      assertThat(world.deaths()).isEmpty();
      assertAuditIsWhole(broker.bootstrapServers(), registry.url());
    }
  }

  /** Nobody can read what stands behind a transaction that hangs: it may be a halt. */
  @Test
  void batchesWaitBehindATransactionThatHangsOnControlsAndLeaveFromAnotherInstance() {
    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
        var world = new RunningWorld(broker.bootstrapServers(), registry.url(), 4);
        var hanging = hangingProducer(broker.bootstrapServers())) {
      try (var instance = world.instance(directory.resolve("state-1"))) {
        openAccounts(world, instance);
        world.await("controls are heard", instance.hearing()::isHeard);
        hanging.beginTransaction();
        hanging.send(new ProducerRecord<>("controls", "ACCOUNT/A-9", "no halt".getBytes(UTF_8)));
        hanging.flush();
        world.await("controls are not heard", () -> !instance.hearing().isHeard());

        approved(world, 0);
        world.await("a batch waits", () -> instance.hearing().waiting().equals(Optional.of(1)));
      }
      try (var instance = world.instance(directory.resolve("state-2"))) {
        world.await("it waits here", () -> instance.hearing().waiting().equals(Optional.of(1)));
        assertThat(world.all(Topics.APPROVED_TRADES, APPROVED)).isEmpty();

        hanging.abortTransaction();
        world.awaitOne(Topics.APPROVED_TRADES, APPROVED, b -> b.getAccountId().equals("A-0"));
        world.await("none waits", () -> instance.hearing().waiting().equals(Optional.of(0)));
      }
      assertThat(world.all(Topics.APPROVED_TRADES, APPROVED)).hasSize(1);
      assertThat(world.deaths()).isEmpty();
    }
  }

  private static KafkaProducer<String, byte[]> hangingProducer(String bootstrapServers) {
    var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                "hanging",
                "transaction.timeout.ms",
                900_000),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  /** One chain over three instances, and the heads that the tasks remember at its end. */
  private static void assertAuditIsWhole(String bootstrapServers, String registryUrl) {
    var clients =
        new Clients(
            Configuration.of(
                Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl)));
    var report = new AuditReading(clients, "evenkeel-test").verified(null);
    assertThat(report.faults()).isEmpty();
    assertThat(report.heads().get("CUSTODIAN/SCHWAB").sequence())
        .as("one was sent, two were refused")
        .isEqualTo(3);
    assertThat(report.heads()).containsKeys("CONTROL/CUSTODIAN/SCHWAB", "TARGET/GROWTH");
  }

  private static String refusal(RunningWorld world, int account) {
    approved(world, account);
    RebalanceHistoryAccount row =
        world.awaitOne(
            Topics.REBALANCE_HISTORY_ACCOUNTS,
            r ->
                r.getAccountId().equals("A-" + account)
                    && r.getStatus() == HistoryAccountStatus.FAILED);
    return String.valueOf(row.getSentence());
  }

  private static void openAccounts(RunningWorld world, EvenkeelStreams instance) {
    var now = StoryOnTopics.now();
    world
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now));
    StoryOnTopics.awaitBoards(world, instance);
    IntStream.range(0, ACCOUNTS).forEach(i -> open(world, "A-" + i, now));
    IntStream.range(0, ACCOUNTS)
        .forEach(i -> StoryOnTopics.awaitPositions(world, instance, "A-" + i));
    for (var i = 0; i < ACCOUNTS; i++) {
      var requestId = "R-" + i;
      world.send(Topics.REBALANCE_COMMANDS, requestId, submit("s-" + i, now, "A-" + i));
      world.awaitOne(
          Topics.REBALANCE_HISTORY,
          h ->
              h.getRequestId().equals(requestId)
                  && h.getStatus() == RequestStatus.PENDING_APPROVAL);
    }
  }

  private static void open(RunningWorld world, String id, Instant now) {
    world
        .send(Topics.ACCOUNTS, id, account("SCHWAB"))
        .send(Topics.POSITIONS, id, positions(1, now, "200", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, id, opening("C-" + id, now));
  }

  private static void approved(RunningWorld world, int account) {
    world.send(
        Topics.REBALANCE_COMMANDS, "R-" + account, approve("a-" + account, StoryOnTopics.now()));
  }

  private static Control control(ControlScope scope, String id, boolean halted) {
    return Control.newBuilder()
        .setScope(scope)
        .setScopeId(id)
        .setHalted(halted)
        .setReason("a drill")
        .setSetBy("ops-1")
        .setSetAt(StoryOnTopics.now())
        .build();
  }
}
