package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.cancel;
import static io.evenkeel.pipeline.StoryRecords.command;
import static io.evenkeel.pipeline.StoryRecords.fill;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.holding;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.request;
import static io.evenkeel.pipeline.StoryRecords.result;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.DeadLetterReason;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.FillStatus;
import io.evenkeel.schemas.IssueCode;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RejectionCode;
import io.evenkeel.schemas.SetRebalancing;
import io.evenkeel.schemas.Stage;
import io.evenkeel.schemas.UncheckableReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Input that is wrong, late, repeated or out of order")
class BadInputTest {
  private final AtomicLong accountsWorkedOff = new AtomicLong(1);
  private final DrivenPipeline pipeline = new DrivenPipeline(new OneAccountRecord());

  @AfterEach
  void nothingDied() {
    movePrice("AAPL", "101.00");
    pipeline.close();
  }

  @Test
  void isPutAsideWithItsBytesWhereverItComesIn() {
    var garbage = "garbage".getBytes(UTF_8);
    var topics =
        List.of(
            "accounts",
            "positions",
            "account-commands",
            "rebalance-commands",
            "account-tasks",
            "account-outcomes",
            "releases",
            "execution-results.SCHWAB",
            "execution-results.FIDELITY");

    topics.forEach(topic -> pipeline.sendBytes(topic, "k".getBytes(UTF_8), garbage));
    topics.forEach(topic -> pipeline.sendBytes(topic, null, garbage));

    var letters = pipeline.deadLetters();
    assertThat(letters).hasSize(2 * topics.size());
    assertThat(letters).extracting(l -> l.value().getTopic()).containsAll(topics);
    assertThat(letters).allMatch(l -> java.util.Arrays.equals(garbage, bytes(l.value())));
    assertThat(letters).filteredOn(l -> l.key() == null).hasSize(topics.size());
  }

  @Test
  void tombstonesOfCommandsAndResultsArePutAside() {
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", null);
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", null);

    assertThat(pipeline.deadLetters())
        .extracting(l -> l.value().getReason())
        .containsExactly(DeadLetterReason.NULL_VALUE, DeadLetterReason.NULL_VALUE);
  }

  @Test
  void positionsBeforeTheirAccountAreKept() {
    world();
    pipeline.send(Topics.POSITIONS, "A-1", positions(1, pipeline.now(), "100", "30", "2000.00"));
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-1", pipeline.now())).look();
    pipeline.send(Topics.ACCOUNTS, "A-1", account("SCHWAB")).look();

    assertThat(pipeline.lastOf(Topics.ACCOUNT_STATUS).getRebalancing()).isTrue();
    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).isEmpty();
    assertThat(pipeline.of(Topics.REJECTIONS)).isEmpty();
  }

  @Test
  void positionsWithANegativeQuantityArePutAsideWithTheCoresSentence() {
    openAccount();

    pipeline
        .send(Topics.POSITIONS, "A-1", positions(2, pipeline.now(), "-1", "30", "2000.00"))
        .look();

    var letter = pipeline.deadLetters().get(0).value();
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.INVALID);
    assertThat(letter.getSentence()).contains("XOM").contains("0 or more");
  }

  @Test
  void positionsThatNameASecurityTwiceArePutAside() {
    openAccount();
    var doubled = Positions.newBuilder(positions(2, pipeline.now(), "1", "1", "1.00")).build();
    doubled.getSleeves().get(0).setHoldings(List.of(holding("XOM", "1"), holding("XOM", "2")));

    pipeline.send(Topics.POSITIONS, "A-1", doubled);

    assertThat(pipeline.deadLetters().get(0).value().getSentence()).contains("XOM twice");
  }

  @Test
  void anOlderVersionAfterANewerIsPutAsideAndChangesNothing() {
    openAccount();
    pipeline
        .send(Topics.POSITIONS, "A-1", positions(5, pipeline.now(), "100", "30", "2000.00"))
        .look();

    pipeline
        .send(Topics.POSITIONS, "A-1", positions(4, pipeline.now(), "500", "30", "2000.00"))
        .look();

    assertThat(pipeline.deadLetters())
        .extracting(l -> l.value().getReason())
        .containsExactly(DeadLetterReason.OLDER_THAN_LAST);
    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).isEmpty();
  }

  @Test
  void positionsInAnotherCurrencyMakeTheAccountUncheckable() {
    openAccount();
    var euros = positions(2, pipeline.now(), "100", "30", "2000.00");
    euros.setCurrency("EUR");

    pipeline.send(Topics.POSITIONS, "A-1", euros).look();

    assertThat(pipeline.lastOf(Topics.DRIFT_EVENTS).getUncheckable())
        .extracting(u -> u.getReason())
        .containsExactly(UncheckableReason.CURRENCY_UNSUPPORTED);
  }

  @Test
  void withdrawnPositionsMakeTheAccountUncheckable() {
    openAccount();

    pipeline.send(Topics.POSITIONS, "A-1", null).look();

    var event = pipeline.lastOf(Topics.DRIFT_EVENTS);
    assertThat(event.getKind()).isEqualTo(DriftEventKind.UNCHECKABLE);
    assertThat(event.getUncheckable())
        .extracting(u -> u.getReason())
        .containsExactly(UncheckableReason.POSITIONS_MISSING);
  }

  @Test
  void aDeletedAccountIsNoLongerMonitoredAndKeepsItsSequence() {
    openAccount();
    flag();
    pipeline.of(Topics.DRIFT_EVENTS);

    pipeline.send(Topics.ACCOUNTS, "A-1", null).look();
    pipeline.send(Topics.ACCOUNTS, "A-1", account("SCHWAB")).look();

    var events = pipeline.of(Topics.DRIFT_EVENTS);
    assertThat(events)
        .extracting(e -> e.getKind())
        .containsExactly(DriftEventKind.MONITORING_STOPPED, DriftEventKind.FLAGGED);
    assertThat(events).extracting(e -> e.getSequence()).containsExactly(2L, 3L);
  }

  @Test
  void aWithdrawnTargetIsUncheckableAndNeverAllCash() {
    openAccount();

    pipeline.send(Topics.TARGETS, "GROWTH", null).look();

    assertThat(pipeline.lastOf(Topics.DRIFT_EVENTS).getUncheckable())
        .extracting(u -> u.getReason())
        .containsExactly(UncheckableReason.TARGET_UNKNOWN);
  }

  @Test
  void aWithdrawnPriceIsUncheckableUntilItIsBack() {
    openAccount();

    pipeline.send(Topics.PRICES, "XOM", null).look();
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.send(Topics.PRICES, "XOM", price("50.00", pipeline.now())).look();

    assertThat(pipeline.of(Topics.DRIFT_EVENTS))
        .extracting(e -> e.getKind())
        .containsExactly(DriftEventKind.UNCHECKABLE, DriftEventKind.CHECKABLE);
  }

  @Test
  void aCommandOfAnUnknownKindIsRejectedWithASentence() {
    openAccount();
    pipeline.send(
        Topics.ACCOUNT_COMMANDS,
        "A-1",
        command("C-9", AccountCommandType.UNKNOWN, pipeline.now()).build());
    pipeline.send(
        Topics.REBALANCE_COMMANDS,
        "R-9",
        request("C-10", RebalanceCommandType.UNKNOWN, pipeline.now()).build());

    assertThat(pipeline.of(Topics.REJECTIONS))
        .allMatch(r -> r.getCode() == RejectionCode.UNKNOWN_TYPE && !r.getSentence().isBlank())
        .extracting(r -> r.getCommandId())
        .containsExactly("C-9", "C-10");
  }

  @Test
  void aCommandWithoutItsPayloadIsRejected() {
    openAccount();

    pipeline.send(
        Topics.ACCOUNT_COMMANDS,
        "A-1",
        command("C-9", AccountCommandType.ASSIGN_TARGET, pipeline.now()).build());

    assertThat(pipeline.lastOf(Topics.REJECTIONS).getCode())
        .isEqualTo(RejectionCode.INVALID_COMMAND);
  }

  @Test
  void aCommandForAnUnknownAccountWaitsTenSecondsAndIsThenRejected() {
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-404", opening("C-1", pipeline.now()));
    pipeline.pass(Duration.ofSeconds(9));
    assertThat(pipeline.of(Topics.REJECTIONS)).isEmpty();

    pipeline.pass(Duration.ofSeconds(2));

    assertThat(pipeline.lastOf(Topics.REJECTIONS).getCode())
        .isEqualTo(RejectionCode.UNKNOWN_ACCOUNT);
  }

  @Test
  void aCommandIsNotRejectedWhileItsAccountMayLieUnread() {
    world();
    var aMinuteAgo = pipeline.now().minusSeconds(60);

    accountsWorkedOff.set(0);
    pipeline.sendAt(aMinuteAgo, Topics.ACCOUNT_COMMANDS, "A-1", opening("C-1", aMinuteAgo));
    pipeline.send(Topics.POSITIONS, "A-1", positions(1, pipeline.now(), "100", "30", "2000.00"));
    pipeline.pass(Duration.ofSeconds(30));
    pipeline.sendAt(aMinuteAgo, Topics.ACCOUNTS, "A-1", account("SCHWAB"));
    accountsWorkedOff.set(1);
    pipeline.pass(Duration.ofSeconds(30));

    assertThat(pipeline.of(Topics.REJECTIONS)).isEmpty();
    assertThat(pipeline.lastOf(Topics.ACCOUNT_STATUS).getRebalancing()).isTrue();
  }

  @Test
  void aCommandThatCrossesFirmsIsRejected() {
    openAccount();
    var foreign =
        AccountCommand.newBuilder(
                command("C-9", AccountCommandType.SET_REBALANCING, pipeline.now())
                    .setSetRebalancing(new SetRebalancing(false))
                    .build())
            .setFirmId("F-2")
            .build();

    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", foreign).look();

    assertThat(pipeline.lastOf(Topics.REJECTIONS).getCode()).isEqualTo(RejectionCode.WRONG_FIRM);
    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).isEmpty();
  }

  @Test
  void aRepeatedCommandDoesNothingTwice() {
    openAccount();
    flag();
    var submit = submit("C-5", pipeline.now(), "A-1");

    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit);
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit).look();

    assertThat(pipeline.of(Topics.TRADE_PROPOSALS)).hasSize(1);
  }

  @Test
  void aRequestIdThatWasUsedIsRejected() {
    openAccount();
    flag();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-5", pipeline.now(), "A-1"));

    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-6", pipeline.now(), "A-1"));

    assertThat(pipeline.lastOf(Topics.REJECTIONS).getCode())
        .isEqualTo(RejectionCode.REQUEST_ID_USED);
  }

  @Test
  void anUnknownAccountInARequestFailsAndTheOthersGoOn() {
    openAccount();
    flag();

    pipeline
        .send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-5", pipeline.now(), "A-1", "A-404"))
        .look();

    assertThat(pipeline.of(Topics.TRADE_PROPOSALS))
        .extracting(p -> p.getResult())
        .contains(ProposalResult.PROPOSED);
    var history = pipeline.lastOf(Topics.REBALANCE_HISTORY);
    assertThat(history.getFailed()).isEqualTo(1);
    assertThat(history.getProposed()).isEqualTo(1);
    assertThat(pipeline.of(Topics.REBALANCE_HISTORY_ACCOUNTS))
        .filteredOn(row -> row.getIssue() != null)
        .extracting(row -> row.getIssue())
        .containsExactly(IssueCode.UNKNOWN_ACCOUNT);
  }

  @Test
  void approvingTwiceOrAfterTheEndTradesOnce() {
    openAccount();
    flag();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-5", pipeline.now(), "A-1"));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-6", pipeline.now()));

    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-7", pipeline.now()));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", cancel("C-8", pipeline.now()));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-404", approve("C-9", pipeline.now()));

    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).hasSize(1);
    assertThat(pipeline.of(Topics.REJECTIONS))
        .extracting(r -> r.getCode())
        .containsExactly(
            RejectionCode.ALREADY_APPROVED,
            RejectionCode.ALREADY_APPROVED,
            RejectionCode.UNKNOWN_REQUEST);
  }

  @Test
  void approvingAfterCancelOrAfterTheDayTradesNothing() {
    openAccount();
    flag();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-5", pipeline.now(), "A-1"));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", cancel("C-6", pipeline.now()));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-7", pipeline.now()));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-2", submit("C-8", pipeline.now(), "A-1"));
    pipeline.pass(Duration.ofHours(8));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-2", approve("C-9", pipeline.now()));

    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).isEmpty();
    assertThat(pipeline.of(Topics.REJECTIONS))
        .extracting(r -> r.getCode())
        .containsExactly(RejectionCode.ALREADY_CANCELED, RejectionCode.ALREADY_EXPIRED);
  }

  @Test
  void approvingAfterTheWorldMovedIsAStaleProposal() {
    openAccount();
    flag();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-5", pipeline.now(), "A-1"));
    pipeline
        .send(Topics.POSITIONS, "A-1", positions(2, pipeline.now(), "101", "30", "2000.00"))
        .look();

    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-6", pipeline.now())).look();

    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).isEmpty();
    assertThat(pipeline.of(Topics.REBALANCE_HISTORY_ACCOUNTS))
        .extracting(row -> row.getIssue())
        .contains(IssueCode.STALE_PROPOSAL);
  }

  @Test
  void aHaltStopsTheBatchBeforeItsCustodian() {
    openAccount();
    flag();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-5", pipeline.now(), "A-1"));
    pipeline.send(
        Topics.CONTROLS,
        "SECURITY/XOM",
        Control.newBuilder()
            .setScope(ControlScope.SECURITY)
            .setScopeId("XOM")
            .setHalted(true)
            .setSetBy("operator")
            .setSetAt(pipeline.now())
            .build());

    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-6", pipeline.now())).look();

    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).isEmpty();
    assertThat(pipeline.of(Topics.REBALANCE_HISTORY_ACCOUNTS))
        .extracting(row -> row.getIssue())
        .contains(IssueCode.RELEASE_REFUSED);
    assertThat(pipeline.lastOf(Topics.ACCOUNT_STATUS).getStage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void anAccountWithACustodianThatIsNotConfiguredIsRefusedAtRelease() {
    world();
    pipeline.send(Topics.ACCOUNTS, "A-1", account("NOBODY"));
    pipeline.send(Topics.POSITIONS, "A-1", positions(1, pipeline.now(), "100", "30", "2000.00"));
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", pipeline.now())).look();
    flag();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-5", pipeline.now(), "A-1"));

    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-6", pipeline.now())).look();

    assertThat(pipeline.of(Topics.REBALANCE_HISTORY_ACCOUNTS))
        .filteredOn(row -> row.getIssue() == IssueCode.RELEASE_REFUSED)
        .extracting(row -> row.getSentence())
        .allMatch(sentence -> sentence.contains("NOBODY") && sentence.contains("custodians"));
  }

  @Test
  void resultsTwiceAndOutOfOrderFoldToTheSame() {
    var batch = handedOver();
    var order = batch.getOrders().get(0);
    var other = batch.getOrders().get(1);
    var at = pipeline.now();
    var first = fill("E-1", batch.getBatchId(), order, "76.00", at);

    execute(fill("E-2", batch.getBatchId(), other, "100.00", at));
    execute(first);
    execute(first);
    execute(result("E-0", batch.getBatchId(), order.getOrderId(), ExecType.ACK, at).build());

    assertThat(pipeline.lastOf(Topics.REBALANCE_HISTORY).getFill()).isEqualTo(FillStatus.FILLED);
    assertThat(pipeline.deadLetters()).isEmpty();
  }

  @Test
  void aResultForAnUnknownOrderIsKeptAndRaised() {
    var batch = handedOver();

    execute(
        result("E-9", batch.getBatchId(), "O-404", ExecType.FILL, pipeline.now())
            .setQuantity(java.math.BigDecimal.ONE)
            .setPrice(java.math.BigDecimal.ONE)
            .build());

    assertThat(pipeline.deadLetters())
        .extracting(l -> l.value().getReason())
        .containsExactly(DeadLetterReason.UNKNOWN_ORDER);
    assertThat(pipeline.of(Topics.ADVISORIES))
        .extracting(a -> a.getCode())
        .contains(AdvisoryCode.EXECUTION_ANOMALY);
  }

  @Test
  void aResultFromAnotherCustodianDoesNotCount() {
    var batch = handedOver();
    var order = batch.getOrders().get(0);

    pipeline
        .sendTo(
            "FIDELITY",
            Topics.EXECUTION_RESULTS,
            "A-1",
            fill("E-1", batch.getBatchId(), order, "76.00", pipeline.now()))
        .look();

    assertThat(pipeline.deadLetters())
        .extracting(l -> l.value().getReason())
        .containsExactly(DeadLetterReason.WRONG_CUSTODIAN);
    assertThat(pipeline.lastOf(Topics.REBALANCE_HISTORY).getFill()).isEqualTo(FillStatus.NONE);
  }

  @Test
  void anOverfillIsCountedAndRaised() {
    var batch = handedOver();
    var order = batch.getOrders().get(0);
    var at = pipeline.now();

    execute(fill("E-1", batch.getBatchId(), order, "76.00", at));
    execute(fill("E-2", batch.getBatchId(), order, "76.00", at));

    assertThat(pipeline.of(Topics.ADVISORIES))
        .extracting(a -> a.getCode())
        .contains(AdvisoryCode.EXECUTION_ANOMALY);
    assertThat(pipeline.of(Topics.REBALANCE_HISTORY_ACCOUNTS))
        .anySatisfy(row -> assertThat(row.getAnomalies()).isNotEmpty());
  }

  @Test
  void aBustBeforeItsFillWithdrawsIt() {
    var batch = handedOver();
    var order = batch.getOrders().get(0);
    var at = pipeline.now();

    execute(
        result("E-2", batch.getBatchId(), order.getOrderId(), ExecType.BUST, at)
            .setRefExecutionId("E-1")
            .build());
    execute(fill("E-1", batch.getBatchId(), order, "76.00", at));

    assertThat(pipeline.lastOf(Topics.REBALANCE_HISTORY).getFill()).isEqualTo(FillStatus.NONE);
  }

  private void world() {
    var now = pipeline.now();
    pipeline
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now))
        .look();
  }

  private void openAccount() {
    world();
    pipeline
        .send(Topics.ACCOUNTS, "A-1", account("SCHWAB"))
        .send(Topics.POSITIONS, "A-1", positions(1, pipeline.now(), "100", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", pipeline.now()))
        .look();
  }

  private void flag() {
    movePrice("XOM", "62.00");
    movePrice("XOM", "76.00");
  }

  private void movePrice(String securityId, String dollars) {
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.send(Topics.PRICES, securityId, price(dollars, pipeline.now())).look();
  }

  private ApprovedTradeBatch handedOver() {
    openAccount();
    flag();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-5", pipeline.now(), "A-1"));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-6", pipeline.now())).look();
    return pipeline.of(Topics.APPROVED_TRADES, "SCHWAB").get(0);
  }

  private void execute(io.evenkeel.schemas.ExecutionResult result) {
    pipeline.sendTo("SCHWAB", Topics.EXECUTION_RESULTS, "A-1", result).look();
  }

  private static byte[] bytes(io.evenkeel.schemas.DeadLetter letter) {
    var bytes = new byte[letter.getValue().remaining()];
    letter.getValue().duplicate().get(bytes);
    return bytes;
  }

  /** A cluster with one record on the accounts topic, which the task may not have read yet. */
  private final class OneAccountRecord implements TopicProgress {
    @Override
    public CompletionStage<Long> end(TopicPartition partition) {
      return CompletableFuture.completedFuture(1L);
    }

    @Override
    public CompletionStage<Long> workedOff(TopicPartition partition) {
      return CompletableFuture.completedFuture(accountsWorkedOff.get());
    }
  }
}
