package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.drift.Recompute;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.pipeline.wire.DriftWire;
import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.MonitoringStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The pipeline on the embedded broker")
class EmbeddedBrokerStoryTest {
  private static final int PARTITIONS = 4;
  private static final int ACCOUNTS = 40;

  @TempDir Path directory;

  @Test
  void tellsTheWholeStoryThroughRealTopicsWithPoisonOnEveryInput() {
    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
        var world = new RunningWorld(broker.bootstrapServers(), registry.url(), PARTITIONS);
        var instance = world.instance(directory.resolve("state"))) {
      new StoryOnTopics(world, instance, "A-1").tell();

      assertThat(instance.queries().account("A-1")).isPresent();
      assertThat(instance.queries().request("R-A-1")).isPresent();
      assertThat(instance.queries().accountsOf("R-A-1")).hasSize(1);
      assertThat(instance.queries().look("A-1", StoryOnTopics.now())).isPresent();
    }
  }

  @Test
  void goesOnWhereItStoodAfterEverythingWasRestartedOnTheSameData() {
    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
        var world = new RunningWorld(broker.bootstrapServers(), registry.url(), PARTITIONS);
        var instance = world.instance(directory.resolve("state"))) {
      var story = new StoryOnTopics(world, instance, "A-1");
      story.openAccount();
      story.drift();
    }

    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
        var world = new RunningWorld(broker.bootstrapServers(), registry.url(), PARTITIONS);
        var instance = world.instance(directory.resolve("state"))) {
      new StoryOnTopics(world, instance, "A-1").rebalance("R-1");

      assertThat(world.all(Topics.DRIFT_EVENTS))
          .as("nothing is said again")
          .extracting(DriftEvent::getKind)
          .containsExactly(DriftEventKind.FLAGGED, DriftEventKind.CLEARED);
      assertThat(world.all(Topics.DRIFT_EVENTS))
          .extracting(DriftEvent::getSequence)
          .containsExactly(1L, 2L);
      assertThat(world.deaths()).isEmpty();
    }
  }

  @Test
  void saysEveryEventOnceWhileAnInstanceIsClosedAndStartedAgain() {
    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
        var world = new RunningWorld(broker.bootstrapServers(), registry.url(), PARTITIONS);
        var first = world.instance(directory.resolve("state-1"))) {
      openAccounts(world, first);
      var second = world.instance(directory.resolve("state-2"));
      swing(world, 8);
      second.close();
      swing(world, 8);
      var again = world.instance(directory.resolve("state-2"));
      swing(world, 8);
      settle(world, MonitoringStatus.FLAGGED);
      assertThat(again.sinceHeartbeat())
          .hasValueSatisfying(since -> assertThat(since).isLessThan(Duration.ofSeconds(30)));
      again.close();
      first.close();

      assertEveryEventOnce(world.all(Topics.DRIFT_EVENTS));
      assertThat(world.deaths()).isEmpty();
    }
  }

  private static void openAccounts(RunningWorld world, EvenkeelStreams instance) {
    var now = StoryOnTopics.now();
    world
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("62.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now));
    StoryOnTopics.awaitBoards(world, instance);
    for (var id : accountIds()) {
      world
          .send(Topics.ACCOUNTS, id, account("SCHWAB"))
          .send(Topics.POSITIONS, id, positions(1, now, "100", "30", "2000.00"));
    }
    for (var id : accountIds()) {
      StoryOnTopics.awaitPositions(world, instance, id);
      world.send(Topics.ACCOUNT_COMMANDS, id, opening("C-" + id, now));
    }
    settle(world, MonitoringStatus.NOT_FLAGGED);
  }

  /** Out of the band and back in, so often, with the tasks free to move meanwhile. */
  private static void swing(RunningWorld world, int times) {
    for (var i = 0; i < times; i++) {
      world.send(Topics.PRICES, "XOM", price("76.00", StoryOnTopics.now()));
      RunningWorld.pause(Duration.ofMillis(120));
      world.send(Topics.PRICES, "XOM", price("62.00", StoryOnTopics.now()));
      RunningWorld.pause(Duration.ofMillis(120));
    }
    world.send(Topics.PRICES, "XOM", price("76.00", StoryOnTopics.now()));
  }

  private static void settle(RunningWorld world, MonitoringStatus wanted) {
    world.await(
        "every account is " + wanted,
        () -> {
          Map<String, AccountStatus> newest = new HashMap<>();
          world.all(Topics.ACCOUNT_STATUS).forEach(s -> newest.put(s.getAccountId(), s));
          return newest.size() == ACCOUNTS
              && newest.values().stream().allMatch(s -> s.getStatus() == wanted);
        });
  }

  private static void assertEveryEventOnce(List<DriftEvent> events) {
    Map<String, List<DriftEvent>> byAccount = new HashMap<>();
    events.forEach(
        e -> byAccount.computeIfAbsent(e.getAccountId(), id -> new ArrayList<>()).add(e));
    assertThat(byAccount.keySet()).containsExactlyInAnyOrderElementsOf(accountIds());
    byAccount.forEach(
        (id, said) -> {
          assertThat(said)
              .as(id + " has a gapless sequence")
              .extracting(DriftEvent::getSequence)
              .containsExactlyElementsOf(LongStream.rangeClosed(1, said.size()).boxed().toList());
          assertFlaggedAndClearedInTurn(said);
          said.forEach(e -> assertThat(Recompute.agrees(DriftWire.read(e))).as("%s", e).isTrue());
        });
  }

  private static void assertFlaggedAndClearedInTurn(List<DriftEvent> said) {
    for (var i = 0; i < said.size(); i++) {
      assertThat(said.get(i).getKind())
          .as("event %d of %s", i + 1, said)
          .isEqualTo(i % 2 == 0 ? DriftEventKind.FLAGGED : DriftEventKind.CLEARED);
    }
  }

  private static List<String> accountIds() {
    return IntStream.rangeClosed(1, ACCOUNTS).mapToObj(i -> "A-" + i).toList();
  }
}
