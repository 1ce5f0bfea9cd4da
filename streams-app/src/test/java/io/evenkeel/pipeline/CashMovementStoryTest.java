package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.command;
import static io.evenkeel.pipeline.StoryRecords.fill;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.RecomputeProposal;
import io.evenkeel.pipeline.wire.ProposalWire;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.CancelCashMovement;
import io.evenkeel.schemas.CashMovement;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementMethod;
import io.evenkeel.schemas.CashMovementPart;
import io.evenkeel.schemas.CashMovementRecurrence;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import io.evenkeel.schemas.IssueCode;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.RejectionCode;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.Sleeve;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cash movement, from its command to FUNDING")
class CashMovementStoryTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();
  private int commands;

  @AfterEach
  void close() {
    pipeline.close();
  }

  private void openAccount() {
    var now = pipeline.now();
    pipeline
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now))
        .send(Topics.ACCOUNTS, "A-1", account("SCHWAB"))
        .send(Topics.POSITIONS, "A-1", positions(1, now, "100", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", now))
        .look();
  }

  private static CashMovement.Builder movement(CashMovementDirection direction, String amount) {
    return CashMovement.newBuilder()
        .setMovementId("M-1")
        .setDirection(direction)
        .setAmount(new BigDecimal(amount).setScale(4))
        .setMethod(CashMovementMethod.REBALANCER);
  }

  private void ask(CashMovement movement) {
    var command =
        command("cash-" + ++commands, AccountCommandType.CASH_MOVEMENT, pipeline.now())
            .setCashMovement(movement)
            .build();
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", command).look();
  }

  private static Positions with(Positions positions, String funding) {
    var sleeves = new ArrayList<>(positions.getSleeves());
    sleeves.add(
        Sleeve.newBuilder()
            .setSleeveId("FUNDING")
            .setKind(SleeveKind.FUNDING)
            .setSettledCash(new BigDecimal(funding))
            .build());
    return Positions.newBuilder(positions).setSleeves(sleeves).build();
  }

  private ApprovedTradeBatch approved() {
    pipeline.pass(Duration.ofSeconds(1));
    pipeline.send(Topics.REBALANCE_COMMANDS, "M-1", approve("C-ok", pipeline.now())).look();
    return pipeline.of(Topics.APPROVED_TRADES, "SCHWAB").get(0);
  }

  private void filled(ApprovedTradeBatch batch) {
    for (var order : batch.getOrders()) {
      var price = order.getSecurityId().equals("XOM") ? "50.00" : "100.00";
      var id = "E-" + order.getOrderId();
      pipeline.sendTo(
          "SCHWAB",
          Topics.EXECUTION_RESULTS,
          "A-1",
          fill(id, batch.getBatchId(), order, price, pipeline.now()));
    }
  }

  private List<CashMovementStatus> statuses() {
    return pipeline.of(Topics.CASH_MOVEMENTS).stream().map(CashMovementRun::getStatus).toList();
  }

  @Test
  void aWithdrawalIsProposedApprovedSoldGatheredAndComplete() {
    openAccount();

    ask(movement(CashMovementDirection.WITHDRAWAL, "1000").build());
    var proposal = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(proposal.getResult()).isEqualTo(ProposalResult.PROPOSED);
    assertThat(RecomputeProposal.answer(ProposalWire.readBuilt(proposal)))
        .as("its inputs lead to what it says")
        .isEqualTo(new RecomputeProposal.Answer.Agrees());
    var pending = pipeline.lastOf(Topics.REBALANCE_HISTORY);
    assertThat(pending.getStatus()).isEqualTo(RequestStatus.PENDING_APPROVAL);
    assertThat(pending.getSource()).isEqualTo(Source.CASH_MOVEMENT);
    assertThat(pipeline.of(Topics.APPROVED_TRADES, "SCHWAB")).as("nothing before it").isEmpty();

    var batch = approved();
    assertThat(batch.getTransfers())
        .singleElement()
        .satisfies(
            transfer -> {
              assertThat(transfer.getToSleeveId()).isEqualTo("FUNDING");
              assertThat(transfer.getAmount()).isEqualByComparingTo("1000");
            });
    filled(batch);
    var at = pipeline.now();
    pipeline.send(
        Topics.POSITIONS, "A-1", with(positions(2, at, at, "90", "27", "1800.00"), "1000.00"));

    var told = pipeline.recordsOf(Topics.CASH_MOVEMENTS);
    assertThat(told).allMatch(record -> record.key().equals("A-1"));
    var last = told.get(told.size() - 1).value();
    assertThat(last.getStatus()).isEqualTo(CashMovementStatus.COMPLETED);
    assertThat(last.getRequestId()).isEqualTo("M-1");
    assertThat(last.getBatchId()).isEqualTo(batch.getBatchId());
    assertThat(last.getFirmId()).isEqualTo(StoryRecords.FIRM);
    assertThat(last.getAmount()).isEqualByComparingTo("1000");
    assertThat(pipeline.deadLetters()).isEmpty();
    assertThat(pipeline.of(Topics.REJECTIONS)).isEmpty();
  }

  @Test
  void aDepositWaitsForItsCashAndIsThenInvested() {
    openAccount();

    ask(movement(CashMovementDirection.DEPOSIT, "1000").build());
    assertThat(pipeline.of(Topics.TRADE_PROPOSALS)).isEmpty();
    assertThat(pipeline.lastOf(Topics.CASH_MOVEMENTS).getSentence()).contains("FUNDING");

    var at = pipeline.now();
    pipeline.send(Topics.POSITIONS, "A-1", with(positions(2, at, "100", "30", "2000"), "1000"));
    var proposal = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(proposal.getOrders()).hasSize(2);
    assertThat(RecomputeProposal.answer(ProposalWire.readBuilt(proposal)))
        .isEqualTo(new RecomputeProposal.Answer.Agrees());

    filled(approved());
    var then = pipeline.now();
    pipeline.send(
        Topics.POSITIONS, "A-1", with(positions(3, then, then, "110", "33", "2200"), "0"));
    assertThat(statuses()).endsWith(CashMovementStatus.WORKING, CashMovementStatus.COMPLETED);
  }

  @Test
  void whatCannotBeRaisedFailsWithItsReasonAndStandsInHistory() {
    openAccount();

    ask(movement(CashMovementDirection.WITHDRAWAL, "10000.01").build());

    var run = pipeline.lastOf(Topics.CASH_MOVEMENTS);
    assertThat(run.getStatus()).isEqualTo(CashMovementStatus.FAILED);
    assertThat(run.getIssue()).isEqualTo(IssueCode.INSUFFICIENT_CASH);
    assertThat(run.getSentence()).contains("withdraw less");
    assertThat(pipeline.lastOf(Topics.REBALANCE_HISTORY).getFailed()).isEqualTo(1);
  }

  @Test
  void whatFailedIsTriedAgainByARequestThatNamesIt() {
    openAccount();
    ask(movement(CashMovementDirection.WITHDRAWAL, "10000.01").build());
    var at = pipeline.now();
    pipeline.send(Topics.POSITIONS, "A-1", positions(2, at, "100", "30", "3000.00"));

    pipeline
        .send(Topics.REBALANCE_COMMANDS, "R-2", StoryRecords.retry("C-2", pipeline.now(), "M-1"))
        .look();

    var proposal = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(proposal.getRequestId()).isEqualTo("R-2");
    assertThat(proposal.getResult()).isEqualTo(ProposalResult.PROPOSED);
    var run = pipeline.lastOf(Topics.CASH_MOVEMENTS);
    assertThat(run.getStatus()).isEqualTo(CashMovementStatus.PROCESSING);
    assertThat(run.getRequestId()).isEqualTo("R-2");
  }

  @Test
  void aCustomOneNamesSleevesAndPositions() {
    openAccount();

    ask(
        movement(CashMovementDirection.WITHDRAWAL, "600")
            .setMethod(CashMovementMethod.CUSTOM)
            .setParts(List.of(part(null, "100"), part("XOM", "500")))
            .build());

    var proposal = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(proposal.getOrders())
        .singleElement()
        .satisfies(order -> assertThat(order.getQuantity()).isEqualByComparingTo("10"));
  }

  private static CashMovementPart part(@Nullable String securityId, String amount) {
    return new CashMovementPart("MANAGED", securityId, new BigDecimal(amount).setScale(4));
  }

  @Test
  void aFutureOneIsHeldUntilItIsDueAndBeginsByItself() {
    openAccount();
    ask(
        movement(CashMovementDirection.WITHDRAWAL, "100")
            .setDate(LocalDate.parse("2026-11-27"))
            .build());
    assertThat(statuses()).containsExactly(CashMovementStatus.SCHEDULED);

    var due = Instant.parse("2026-11-25T14:30:00Z");
    pipeline.pass(Duration.between(pipeline.now(), due).minusSeconds(1));
    assertThat(statuses()).isEmpty();

    pipeline.pass(Duration.ofSeconds(1)).look();
    assertThat(statuses()).startsWith(CashMovementStatus.PROCESSING);
    assertThat(pipeline.of(Topics.TRADE_PROPOSALS)).hasSize(1);
  }

  @Test
  void aRecurringOneGoesOnUntilItIsCanceled() {
    openAccount();
    ask(
        movement(CashMovementDirection.WITHDRAWAL, "100")
            .setDate(LocalDate.parse("2026-11-20"))
            .setRecurrence(CashMovementRecurrence.MONTHLY)
            .build());
    assertThat(pipeline.of(Topics.CASH_MOVEMENTS))
        .extracting(run -> run.getRunId() + " " + run.getStatus())
        .contains("M-1:2026-11-20 PROCESSING", "M-1:2026-12-20 SCHEDULED");

    var cancel =
        command("C-stop", AccountCommandType.CANCEL_CASH_MOVEMENT, pipeline.now())
            .setCancelCashMovement(new CancelCashMovement("M-1"))
            .build();
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", cancel).look();

    assertThat(pipeline.of(Topics.CASH_MOVEMENTS))
        .extracting(run -> run.getRunId() + " " + run.getStatus())
        .containsExactly("M-1:2026-12-20 CANCELED");
  }

  @Test
  void onCustomDatesItIsReadFromItsBytes() {
    openAccount();
    ask(
        movement(CashMovementDirection.DEPOSIT, "100")
            .setRecurrence(CashMovementRecurrence.CUSTOM)
            .setDates(List.of(LocalDate.parse("2026-12-24"), LocalDate.parse("2026-12-01")))
            .build());

    assertThat(pipeline.lastOf(Topics.CASH_MOVEMENTS).getRunId()).isEqualTo("M-1:2026-12-01");
  }

  @Test
  void anInvalidDateIsRejectedWithACodeAndASentence() {
    openAccount();
    ask(
        movement(CashMovementDirection.DEPOSIT, "100")
            .setDate(LocalDate.parse("2026-11-19"))
            .build());

    var rejection = pipeline.lastOf(Topics.REJECTIONS);
    assertThat(rejection.getCode()).isEqualTo(RejectionCode.INVALID_DATE);
    assertThat(rejection.getSentence()).contains("2026-11-19 is past");
  }

  @Test
  void anIdThatARequestHasAlreadyFailsAndLeavesThatRequestAlone() {
    openAccount();
    pipeline
        .send(Topics.REBALANCE_COMMANDS, "M-1", StoryRecords.submit("C-1", pipeline.now(), "A-1"))
        .look();
    ask(movement(CashMovementDirection.WITHDRAWAL, "100").build());

    var run = pipeline.lastOf(Topics.CASH_MOVEMENTS);
    assertThat(run.getStatus()).isEqualTo(CashMovementStatus.FAILED);
    assertThat(run.getSentence()).contains("use another id");
  }
}
