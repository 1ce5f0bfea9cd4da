package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.cancel;
import static io.evenkeel.pipeline.StoryRecords.command;
import static io.evenkeel.pipeline.StoryRecords.fill;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;

import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.FillStatus;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.SetRebalancing;
import java.time.Duration;
import java.util.List;

/**
 * A story that one release begins and another ends. When the first stops, A-1 has a batch at its
 * custodian of which one order is filled, A-2 a proposal that waits for approval, and A-3 a command
 * that nobody has read.
 */
final class UpgradeStory {
  private static final List<String> ACCOUNTS = List.of("A-1", "A-2", "A-3");
  private final RunningWorld world;

  UpgradeStory(RunningWorld world) {
    this.world = world;
  }

  void begin(EvenkeelStreams instance) {
    var now = StoryOnTopics.now();
    world
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now));
    StoryOnTopics.awaitBoards(world, instance);
    ACCOUNTS.forEach(accountId -> open(instance, accountId));
    world.send(Topics.PRICES, "XOM", price("62.00", StoryOnTopics.now()));
    RunningWorld.pause(Duration.ofMillis(50));
    world.send(Topics.PRICES, "XOM", price("76.00", StoryOnTopics.now()));
    ACCOUNTS.forEach(accountId -> awaitEvent(accountId, DriftEventKind.FLAGGED));
    propose("R-1", "A-1");
    fillFirst(approveAndRead("R-1"));
    propose("R-2", "A-2");
  }

  private void open(EvenkeelStreams instance, String accountId) {
    var now = StoryOnTopics.now();
    world
        .send(Topics.ACCOUNTS, accountId, account("SCHWAB"))
        .send(Topics.POSITIONS, accountId, positions(1, now, "100", "30", "2000.00"));
    StoryOnTopics.awaitPositions(world, instance, accountId);
    world.send(Topics.ACCOUNT_COMMANDS, accountId, opening("C-open-" + accountId, now));
    world.awaitOne(
        Topics.ACCOUNT_STATUS,
        status ->
            status.getAccountId().equals(accountId)
                && status.getStatus() == MonitoringStatus.NOT_FLAGGED
                && !status.getTargetVersions().isEmpty());
  }

  private void awaitEvent(String accountId, DriftEventKind kind) {
    if (!hasSaid(accountId, kind)) {
      world.await(accountId + " says " + kind, () -> hasSaid(accountId, kind));
    }
  }

  private boolean hasSaid(String accountId, DriftEventKind kind) {
    return world.all(Topics.DRIFT_EVENTS).stream()
        .anyMatch(e -> e.getAccountId().equals(accountId) && e.getKind() == kind);
  }

  private void propose(String requestId, String accountId) {
    var now = StoryOnTopics.now();
    world.send(Topics.REBALANCE_COMMANDS, requestId, submit("C-s-" + requestId, now, accountId));
    world.awaitOne(
        Topics.REBALANCE_HISTORY,
        h -> h.getRequestId().equals(requestId) && h.getStatus() == RequestStatus.PENDING_APPROVAL);
  }

  private ApprovedTradeBatch approveAndRead(String requestId) {
    world.send(
        Topics.REBALANCE_COMMANDS, requestId, approve("C-a-" + requestId, StoryOnTopics.now()));
    world.await(requestId + " is with its custodian", () -> isHandedOver(requestId));
    return batch(requestId);
  }

  private boolean isHandedOver(String requestId) {
    return batches().stream().anyMatch(b -> b.getRequestId().equals(requestId));
  }

  private ApprovedTradeBatch batch(String requestId) {
    return batches().stream().filter(b -> b.getRequestId().equals(requestId)).findFirst().get();
  }

  List<ApprovedTradeBatch> batches() {
    return world.all(
        Topics.APPROVED_TRADES, RunningWorld.NAMES.of(Topics.APPROVED_TRADES, "SCHWAB"));
  }

  private void fillFirst(ApprovedTradeBatch batch) {
    send(batch, 0);
    world.awaitOne(
        Topics.REBALANCE_HISTORY,
        h -> h.getRequestId().equals(batch.getRequestId()) && h.getFill() == FillStatus.PARTIAL);
  }

  private void send(ApprovedTradeBatch batch, int order) {
    var ordered = batch.getOrders().get(order);
    var price = ordered.getSecurityId().equals("XOM") ? "76.00" : "100.00";
    world.sendTo(
        "SCHWAB",
        Topics.EXECUTION_RESULTS,
        batch.getAccountId(),
        fill(
            "E-" + ordered.getOrderId(),
            batch.getBatchId(),
            ordered,
            price,
            batch.getApprovedAt()));
  }

  /** What comes while nobody runs. */
  void sendWhatNobodyReads() {
    world.send(
        Topics.ACCOUNT_COMMANDS,
        "A-3",
        command("C-off", AccountCommandType.SET_REBALANCING, StoryOnTopics.now())
            .setSetRebalancing(SetRebalancing.newBuilder().setOn(false).build())
            .build());
  }

  /**
   * Ends it. What was filled before is said again, and the request that waited is canceled, unless
   * its day is over since.
   */
  void end() {
    awaitEvent("A-3", DriftEventKind.MONITORING_STOPPED);
    finish(batch("R-1"));
    world.send(Topics.REBALANCE_COMMANDS, "R-2", cancel("C-c-R-2", StoryOnTopics.now()));
    world.awaitOne(
        Topics.REBALANCE_HISTORY,
        h ->
            h.getRequestId().equals("R-2")
                && (h.getStatus() == RequestStatus.CANCELED
                    || h.getStatus() == RequestStatus.EXPIRED));
    // Those of the recording are too old for the last step, some days after it was made.
    world
        .send(Topics.PRICES, "XOM", price("76.00", StoryOnTopics.now()))
        .send(Topics.PRICES, "AAPL", price("100.00", StoryOnTopics.now()));
    propose("R-3", "A-2");
    finish(approveAndRead("R-3"));
  }

  private void finish(ApprovedTradeBatch batch) {
    for (var order = 0; order < batch.getOrders().size(); order++) {
      send(batch, order);
    }
    var at = batch.getApprovedAt();
    world.send(Topics.POSITIONS, batch.getAccountId(), positions(2, at, at, "83", "37", "2592.00"));
    world.awaitOne(
        Topics.REBALANCE_HISTORY,
        h -> h.getRequestId().equals(batch.getRequestId()) && h.getFill() == FillStatus.FILLED);
    awaitEvent(batch.getAccountId(), DriftEventKind.CLEARED);
  }
}
