package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.fill;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.FillStatus;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.Stage;
import java.time.Instant;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The whole story, told through the topics of a broker, whichever broker it is. */
final class StoryOnTopics {
  private final RunningWorld world;
  private final EvenkeelStreams instance;
  private final String accountId;

  StoryOnTopics(RunningWorld world, EvenkeelStreams instance, String accountId) {
    this.world = world;
    this.instance = instance;
    this.accountId = accountId;
  }

  void tell() {
    sendGarbageEverywhere();
    openAccount();
    drift();
    rebalance("R-" + accountId);
    assertThat(world.deaths()).isEmpty();
  }

  /** Nobody's bytes stop anything: first thing on every input. */
  private void sendGarbageEverywhere() {
    var garbage = "garbage".getBytes(UTF_8);
    for (var topic : Topics.ALL) {
      if (topic.group() != Topic.Group.OUTPUT) {
        RunningWorld.NAMES
            .each(topic)
            .forEach(name -> world.sendBytes(name, "poison".getBytes(UTF_8), garbage));
      }
    }
    world.awaitOne(Topics.DEAD_LETTERS, letter -> letter.getTopic().equals("positions"));
  }

  void openAccount() {
    var now = now();
    world
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now));
    awaitBoards(world, instance);
    world
        .send(Topics.ACCOUNTS, accountId, account("SCHWAB"))
        .send(Topics.POSITIONS, accountId, positions(1, now, "100", "30", "2000.00"));
    awaitPositions(world, instance, accountId);
    world.send(Topics.ACCOUNT_COMMANDS, accountId, opening("C-open-" + accountId, now));
    world.awaitOne(
        Topics.ACCOUNT_STATUS,
        status ->
            status.getAccountId().equals(accountId)
                && status.getStatus() == MonitoringStatus.NOT_FLAGGED
                && !status.getTargetVersions().isEmpty());
  }

  /** Accounts that are judged before the boards know a price say that they are uncheckable. */
  static void awaitBoards(RunningWorld world, EvenkeelStreams instance) {
    world.await(
        "the boards know what accounts need",
        () ->
            instance.boards().quote("XOM") != null
                && instance.boards().quote("AAPL") != null
                && instance.boards().target("GROWTH") != null);
  }

  /** Nothing orders two topics; monitored before its positions came, it would be uncheckable. */
  static void awaitPositions(RunningWorld world, EvenkeelStreams instance, String accountId) {
    world.await("the account has its positions", () -> hasPositions(instance, accountId));
  }

  private static boolean hasPositions(EvenkeelStreams instance, String accountId) {
    try {
      return instance
          .queries()
          .account(accountId)
          .filter(book -> book.account() != null && book.positions() != null)
          .isPresent();
    } catch (InvalidStateStoreException e) {
      return false; // Its tasks are dealt out anew.
    }
  }

  void drift() {
    world.send(Topics.PRICES, "XOM", price("62.00", now()));
    RunningWorld.pause(java.time.Duration.ofMillis(50));
    world.send(Topics.PRICES, "XOM", price("76.00", now()));
    var event =
        world.awaitOne(
            Topics.DRIFT_EVENTS,
            e -> e.getAccountId().equals(accountId) && e.getKind() == DriftEventKind.FLAGGED);
    assertThat(event.getCustodianId()).isEqualTo("SCHWAB");
  }

  void rebalance(String requestId) {
    world.send(Topics.REBALANCE_COMMANDS, requestId, submit("C-s-" + requestId, now(), accountId));
    var proposal = world.awaitOne(Topics.TRADE_PROPOSALS, p -> p.getRequestId().equals(requestId));
    world.awaitOne(
        Topics.REBALANCE_HISTORY,
        h -> h.getRequestId().equals(requestId) && h.getStatus() == RequestStatus.PENDING_APPROVAL);
    world.send(Topics.REBALANCE_COMMANDS, requestId, approve("C-a-" + requestId, now()));
    var batch =
        world.awaitOne(
            Topics.APPROVED_TRADES,
            RunningWorld.NAMES.of(Topics.APPROVED_TRADES, "SCHWAB"),
            b -> b.getRequestId().equals(requestId));
    assertThat(batch.getContentHash()).isEqualTo(proposal.getContentHash());
    var filledAt = now();
    fillEverything(batch, filledAt);
    book(filledAt);
    finish(requestId);
  }

  private void fillEverything(ApprovedTradeBatch batch, Instant at) {
    for (var order : batch.getOrders()) {
      var price = order.getSecurityId().equals("XOM") ? "76.00" : "100.00";
      world.sendTo(
          "SCHWAB",
          Topics.EXECUTION_RESULTS,
          accountId,
          fill("E-" + order.getOrderId(), batch.getBatchId(), order, price, at));
    }
    world.awaitOne(
        Topics.ACCOUNT_STATUS,
        s -> s.getAccountId().equals(accountId) && s.getStage() == Stage.AWAITING_POSITIONS);
  }

  private void book(Instant filledAt) {
    world.send(
        Topics.POSITIONS, accountId, positions(2, filledAt, filledAt, "83", "37", "2592.00"));
  }

  private void finish(String requestId) {
    world.awaitOne(
        Topics.DRIFT_EVENTS,
        e -> e.getAccountId().equals(accountId) && e.getKind() == DriftEventKind.CLEARED);
    var history =
        world.awaitOne(
            Topics.REBALANCE_HISTORY,
            h -> h.getRequestId().equals(requestId) && h.getFill() == FillStatus.FILLED);
    assertThat(history.getResult()).isEqualTo(HistoryResult.COMPLETE);
  }

  /** To the microsecond, as the wire has it. */
  static Instant now() {
    return Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }
}
