package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.MORNING;
import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.account.CashSchedule.Recurrence;
import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.CashFlow;
import io.evenkeel.core.rebalance.CashFlow.Direction;
import io.evenkeel.core.rebalance.CashFlow.Method;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run of a cash movement")
class CashMovementLifeTest {
  /** A Wednesday; the 26th is Thanksgiving. */
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

  private static Story known() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    return story.opened("HALF", List.of(managed("5000", "AAA 50"))).forgotten();
  }

  private static Sleeve funding(String cash) {
    return Story.sleeve("FUNDING", Sleeve.Kind.FUNDING, null, cash);
  }

  private static Ask.CashMovement asked(
      String movementId, Direction direction, String amount, @Nullable LocalDate date) {
    return asked(movementId, direction, amount, date, null, null);
  }

  private static Ask.CashMovement asked(
      String movementId,
      Direction direction,
      String amount,
      @Nullable LocalDate date,
      @Nullable Recurrence recurrence,
      @Nullable LocalDate until) {
    return new Ask.CashMovement(
        movementId,
        direction,
        Money.of(amount),
        Method.REBALANCER,
        List.of(),
        date,
        recurrence,
        until,
        List.of());
  }

  private static Ask.CashMovement withdrawal(String amount, @Nullable LocalDate date) {
    return asked("M-1", Direction.WITHDRAWAL, amount, date);
  }

  private static Ask.CashMovement deposit(String amount, @Nullable LocalDate date) {
    return asked("M-1", Direction.DEPOSIT, amount, date);
  }

  private static Instant inNewYork(LocalDate date, String time) {
    return date.atTime(LocalTime.parse(time)).atZone(ZoneId.of("America/New_York")).toInstant();
  }

  @Test
  void datedTodayBeginsNowAndBecomesARequestOfItsOwn() {
    var story = known();

    story.command(withdrawal("1000", TODAY));

    assertThat(story.movements()).containsExactly("M-1 PROCESSING", "M-1 PROCESSING");
    assertThat(story.outcomes())
        .singleElement()
        .isInstanceOfSatisfying(
            AccountOutcome.Opened.class,
            opened -> {
              assertThat(opened.requestId()).isEqualTo("M-1");
              assertThat(opened.source()).isEqualTo(Acr.Source.CASH_MOVEMENT);
              assertThat(opened.openedBy()).isEqualTo("advisor-7");
            });
  }

  @Test
  void withoutADateBeginsNow() {
    var story = known();

    story.command(withdrawal("1000", null));

    assertThat(story.lastRun().date()).isEqualTo(TODAY);
    assertThat(story.lastRun().requestId()).isEqualTo("M-1");
  }

  @Test
  void waitsForApprovalLikeAnyOther() {
    var story = known();
    story.command(withdrawal("1000", null));

    story.buildOpened();

    assertThat(story.pending().transfers())
        .containsExactly(new Transfer("MANAGED", "FUNDING", Money.of("1000")));
    assertThat(story.said(Output.Release.class)).isEmpty();
    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.PROCESSING);
  }

  @Test
  void isWorkingOnceApprovedAndCompleteOnceFundingHasAllOfIt() {
    var story = known();
    story.command(withdrawal("1000", null));
    story.buildOpened();

    story.approve("M-1");
    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.WORKING);
    assertThat(story.lastRun().batchId()).isEqualTo(story.openBatch().batchId());

    story.filled().positionsThroughNow(List.of(managed("4500", "AAA 45"), funding("1000")));
    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.COMPLETED);
  }

  @Test
  void failsWhereFundingEndsWithoutAllOfIt() {
    var story = known();
    story.command(withdrawal("1000", null));
    story.buildOpened();
    story.approve("M-1");

    story.filled().positionsThroughNow(List.of(managed("4600", "AAA 45"), funding("999.99")));

    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.FAILED);
    assertThat(story.lastRun().sentence()).contains("$999.99 of the $1000.00");
  }

  @Test
  void failsWithTheReasonWhereNothingCanBeBuilt() {
    var story = known();
    story.command(withdrawal("10000.01", null));

    story.buildOpened();

    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.FAILED);
    assertThat(story.lastRun().issue()).isEqualTo(IssueCode.INSUFFICIENT_CASH);
    assertThat(story.lastIssue()).isEqualTo(IssueCode.INSUFFICIENT_CASH);
  }

  @Test
  void failsWhereTheTargetWasRemovedBeforeItWasDue() {
    var story = known();
    story.command(withdrawal("100", TODAY.plusDays(5)));
    story.command(new Ask.RemoveTarget());
    story.later(Duration.ofDays(5)).ticked();

    story.buildOpened();

    assertThat(story.lastRun().issue()).isEqualTo(IssueCode.NO_TARGET);
  }

  @Test
  void failsWhereTheAccountIsNotActiveOnceItIsDue() {
    var story = known();
    story.command(withdrawal("100", TODAY.plusDays(5)));
    story.account(Story.being(AccountStatus.FROZEN)).later(Duration.ofDays(5)).ticked();

    story.buildOpened();

    assertThat(story.lastRun().issue()).isEqualTo(IssueCode.ACCOUNT_NOT_ACTIVE);
  }

  @Test
  void canBeSubmittedAgainOnceItFailed() {
    var story = known();
    story.command(withdrawal("10000.01", null));
    story.buildOpened();
    var opened = (AccountOutcome.Opened) story.outcomes().get(0);
    story.positions(List.of(managed("6000", "AAA 50")));

    story.buildAs("R-2", opened);

    assertThat(story.pending().requestId()).isEqualTo("R-2");
    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.PROCESSING);
    assertThat(story.lastRun().requestId()).isEqualTo("R-2");
  }

  @Test
  void cannotBeSubmittedAgainOnceItIsComplete() {
    var story = known();
    story.command(withdrawal("1000", null));
    story.buildOpened();
    var opened = (AccountOutcome.Opened) story.outcomes().get(0);
    story.approve("M-1");
    story.filled().positionsThroughNow(List.of(managed("4500", "AAA 45"), funding("1000")));

    story.buildAs("R-2", opened);

    assertThat(story.lastIssue()).isEqualTo(IssueCode.MOVEMENT_ENDED);
    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.COMPLETED);
  }

  @Test
  void isCompleteWithoutTradesWhereFundingHasTheWholeAmountAlready() {
    var story = known();
    story.positions(List.of(managed("5000", "AAA 50"), funding("1000")));
    story.command(withdrawal("1000", null));

    story.buildOpened();

    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.COMPLETED);
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.NoTrades.class);
  }

  @Test
  void isCanceledWithItsRequest() {
    var story = known();
    story.command(withdrawal("1000", null));
    story.buildOpened();

    story.discard("M-1", AccountTask.Discard.Reason.CANCELED);

    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.CANCELED);
  }

  @Test
  void failsWhereItIsNotApprovedByTheEndOfItsBusinessDay() {
    var story = known();
    story.command(withdrawal("1000", null));
    story.buildOpened();

    story.discard("M-1", AccountTask.Discard.Reason.EXPIRED);

    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.FAILED);
    assertThat(story.lastRun().sentence()).contains("end of its business day");
  }

  @Test
  void failsWhereItsProposalIsStaleWhenApproved() {
    var story = known();
    story.command(withdrawal("1000", null));
    story.buildOpened();
    story.positions(List.of(managed("5001", "AAA 50")));

    story.approve("M-1");

    assertThat(story.lastRun().issue()).isEqualTo(IssueCode.STALE_PROPOSAL);
  }

  @Test
  void failsWhereItsBatchIsNotReleased() {
    var story = known();
    story.command(withdrawal("1000", null));
    story.buildOpened();
    story.approve("M-1");

    story.releaseRefused("M-1", story.openBatch().batchId());

    assertThat(story.lastRun().issue()).isEqualTo(IssueCode.RELEASE_REFUSED);
  }

  @Test
  void failsWhereTheIdOfItsRequestWasUsedBefore() {
    var story = known();
    story.command(withdrawal("1000", null));

    story.discard("M-1", AccountTask.Discard.Reason.REQUEST_ID_USED);

    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.FAILED);
    assertThat(story.lastRun().sentence()).contains("use another id");
  }

  @Test
  void ofADepositWaitsUntilItsCashIsInFunding() {
    var story = known();

    story.command(deposit("1000", null));
    assertThat(story.outcomes()).isEmpty();
    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.PROCESSING);
    assertThat(story.lastRun().sentence()).contains("$1000.00 to arrive in FUNDING");

    story.positions(List.of(managed("5000", "AAA 50"), funding("999.99"))).judged();
    assertThat(story.outcomes()).isEmpty();

    story.positions(List.of(managed("5000", "AAA 50"), funding("1000"))).judged();
    assertThat(story.outcomes()).hasSize(1);
  }

  @Test
  void ofADepositIsCompleteOnceItsBatchIsBack() {
    var story = known();
    story.positions(List.of(managed("5000", "AAA 50"), funding("1000")));
    story.command(deposit("1000", null));
    story.buildOpened();
    story.approve("M-1");

    story.filled().positionsThroughNow(List.of(managed("5500", "AAA 55"), funding("0")));

    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.COMPLETED);
  }

  @Test
  void ofADepositIntoAnEmptyAccountIsBuilt() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    story.opened("HALF", List.of(managed("0"), funding("1000")));
    story.command(deposit("1000", null));

    story.buildOpened();

    assertThat(story.pending().orders()).hasSize(1);
  }

  @Test
  void waitsForABatchThatIsInFlight() {
    var story = known();
    story.positions(List.of(managed("1000", "AAA 90"))).build("R-1");
    story.approve("R-1");

    story.command(withdrawal("100", null));
    assertThat(story.lastRun().requestId()).isNull();
    assertThat(story.lastRun().sentence()).contains(story.openBatch().batchId());

    story.filled().positionsThroughNow(List.of(managed("5000", "AAA 50"))).judged();
    assertThat(story.lastRun().requestId()).isEqualTo("M-1");
  }

  @Test
  void waitsForAProposalThatIsPending() {
    var story = known();
    story.positions(List.of(managed("1000", "AAA 90"))).build("R-1");

    story.command(withdrawal("100", null));
    assertThat(story.lastRun().sentence()).contains("request R-1");

    story.discard("R-1", AccountTask.Discard.Reason.CANCELED);
    story.judged();
    assertThat(story.lastRun().requestId()).isEqualTo("M-1");
  }

  @Test
  void waitsForTheOneBeforeIt() {
    var story = known();
    story.command(withdrawal("100", null));

    story.command(asked("M-2", Direction.WITHDRAWAL, "50", null));
    assertThat(story.lastRun().runId()).isEqualTo("M-2");
    assertThat(story.lastRun().sentence()).contains("cash movement M-1");

    story.buildOpened();
    story.discard("M-1", AccountTask.Discard.Reason.CANCELED);
    story.judged();
    assertThat(story.lastRun().runId()).isEqualTo("M-2");
    assertThat(story.lastRun().requestId()).isEqualTo("M-2");
  }

  @Test
  void doesNotTakeWhatAnEarlierWithdrawalHasGathered() {
    var story = gathered();
    story.command(asked("M-2", Direction.WITHDRAWAL, "600", null));

    story.buildOpened();

    assertThat(story.pending().transfers())
        .containsExactly(new Transfer("MANAGED", "FUNDING", Money.of("600")));
  }

  @Test
  void takesWhatIsInFundingOnceTheEarlierWithdrawalWasPaidOut() {
    var story = gathered();
    story.positions(List.of(managed("4500", "AAA 45"), funding("0")));
    story.positions(List.of(managed("4500", "AAA 45"), funding("250")));
    story.command(asked("M-2", Direction.WITHDRAWAL, "600", null));

    story.buildOpened();

    assertThat(story.pending().transfers())
        .containsExactly(new Transfer("MANAGED", "FUNDING", Money.of("350")));
  }

  private static Story gathered() {
    var story = known();
    story.command(withdrawal("1000", null));
    story.buildOpened();
    story.approve("M-1");
    return story.filled().positionsThroughNow(List.of(managed("4500", "AAA 45"), funding("1000")));
  }

  @Test
  void doesNotTakeTheCashOfADepositThatWaits() {
    var story = known();
    story.command(deposit("1000", null));
    story.command(asked("M-2", Direction.WITHDRAWAL, "600", null));
    story.positions(List.of(managed("5000", "AAA 50"), funding("700"))).judged();

    assertThat(story.said(Output.Outcome.class)).hasSize(1);
    story.buildOpened();

    assertThat(story.pending().transfers())
        .containsExactly(new Transfer("MANAGED", "FUNDING", Money.of("600")));
  }

  @Test
  void ofAWithdrawalBeginsABusinessDayBeforeTheCashIsToMove() {
    var story = known();
    var monday = TODAY.plusDays(5);

    story.command(withdrawal("100", monday));

    assertThat(story.movements()).containsExactly("M-1 SCHEDULED");
    assertThat(story.lastRun().dueAt()).isEqualTo(inNewYork(TODAY.plusDays(2), "09:30"));
    assertThat(Deadlines.next(story.book, story.settings)).isEqualTo(story.lastRun().dueAt());
  }

  @Test
  void ofAWithdrawalLeavesOutTheHolidayBefore() {
    var story = known();

    story.command(withdrawal("100", LocalDate.of(2026, 11, 27)));

    assertThat(story.lastRun().dueAt()).isEqualTo(inNewYork(LocalDate.of(2026, 11, 25), "09:30"));
  }

  @Test
  void ofADepositBeginsOnItsDay() {
    var story = known();

    story.command(deposit("100", LocalDate.of(2026, 11, 27)));

    assertThat(story.lastRun().dueAt()).isEqualTo(inNewYork(LocalDate.of(2026, 11, 27), "09:30"));
  }

  @Test
  void ofADepositOnAHolidayBeginsOnTheNextBusinessDay() {
    var story = known();

    story.command(deposit("100", LocalDate.of(2026, 11, 26)));

    assertThat(story.lastRun().dueAt()).isEqualTo(inNewYork(LocalDate.of(2026, 11, 27), "09:30"));
  }

  @Test
  void ofAWithdrawalForTomorrowBeginsNowWhereTheMarketIsOpen() {
    var story = known();

    story.command(withdrawal("100", TODAY.plusDays(1)));

    assertThat(story.lastRun().requestId()).isEqualTo("M-1");
  }

  @Test
  void isHeldUntilItIsDueAndBeginsThenByItself() {
    var story = known();
    story.command(withdrawal("100", TODAY.plusDays(5)));
    var dueAt = story.lastRun().dueAt();

    story.now = dueAt.minusNanos(1);
    story.ticked().judged();
    assertThat(story.outcomes()).isEmpty();

    story.now = dueAt;
    story.ticked();
    assertThat(story.outcomes()).hasSize(1);
    assertThat(Deadlines.next(story.book, story.settings)).isNull();
  }

  @Test
  void recursOnTheSameDayOfEveryMonthAndOnTheLastOneOfAShorterMonth() {
    var schedule =
        new CashSchedule(Recurrence.MONTHLY, LocalDate.of(2026, 12, 31), null, List.of());

    assertThat(schedule.day(1)).isEqualTo(LocalDate.of(2027, 1, 31));
    assertThat(schedule.day(2)).isEqualTo(LocalDate.of(2027, 2, 28));
    assertThat(schedule.day(3)).isEqualTo(LocalDate.of(2027, 3, 31));
  }

  @Test
  void recursEveryQuarter() {
    var schedule = new CashSchedule(Recurrence.QUARTERLY, TODAY, null, List.of());

    assertThat(schedule.day(1)).isEqualTo(LocalDate.of(2027, 2, 18));
    assertThat(schedule.day(400)).isEqualTo(LocalDate.of(2126, 11, 18));
  }

  @Test
  void recursUntilItsEndAndOnIt() {
    var schedule =
        new CashSchedule(Recurrence.MONTHLY, TODAY, LocalDate.of(2026, 12, 18), List.of());

    assertThat(schedule.day(1)).isEqualTo(LocalDate.of(2026, 12, 18));
    assertThat(schedule.day(2)).isNull();
  }

  @Test
  void recursOnCustomDatesInTheirOrder() {
    var story = known();
    var later = LocalDate.of(2026, 12, 24);
    story.command(
        new Ask.CashMovement(
            "M-1",
            Direction.DEPOSIT,
            Money.of("100"),
            Method.PRO_RATA,
            List.of(),
            null,
            Recurrence.CUSTOM,
            null,
            List.of(later, TODAY.plusDays(1))));

    assertThat(story.movements()).containsExactly("M-1:2026-11-19 SCHEDULED");
    story.later(Duration.ofDays(1)).ticked();

    assertThat(story.movements())
        .containsExactly(
            "M-1:2026-11-19 SCHEDULED", "M-1:2026-11-19 PROCESSING", "M-1:2026-12-24 SCHEDULED");
  }

  @Test
  void thatRecursHasAnIdOfItsOwnAndSchedulesTheNext() {
    var story = known();

    story.command(asked("M-1", Direction.WITHDRAWAL, "100", TODAY, Recurrence.MONTHLY, null));

    assertThat(story.movements())
        .containsExactly(
            "M-1:2026-11-18 PROCESSING", "M-1:2026-12-18 SCHEDULED", "M-1:2026-11-18 PROCESSING");
    var opened = (AccountOutcome.Opened) story.lastOutcome();
    assertThat(opened.requestId()).isEqualTo("M-1:2026-11-18");
  }

  @Test
  void thatWasMissedIsMadeUpForOneAfterTheOther() {
    var story = known();
    story.command(asked("M-1", Direction.WITHDRAWAL, "100", TODAY, Recurrence.MONTHLY, null));
    story.forgotten().later(Duration.ofDays(70)).ticked();

    assertThat(story.movements())
        .containsExactly(
            "M-1:2026-12-18 PROCESSING", "M-1:2027-01-18 PROCESSING", "M-1:2027-02-18 SCHEDULED");
    assertThat(story.outcomes()).isEmpty();
  }

  @Test
  void stillToComeEndsWithCancelAndTheOthersGoOn() {
    var story = known();
    story.command(asked("M-1", Direction.WITHDRAWAL, "100", TODAY, Recurrence.MONTHLY, null));
    story.forgotten();

    story.command(new Ask.CancelCashMovement("M-1"));
    assertThat(story.movements()).containsExactly("M-1:2026-12-18 CANCELED");

    story.build("M-1:2026-11-18", scope("M-1:2026-11-18", "100"));
    assertThat(story.pending().requestId()).isEqualTo("M-1:2026-11-18");
    story.later(Duration.ofDays(70)).ticked();
    assertThat(story.movements()).filteredOn(said -> said.contains("2027")).isEmpty();
  }

  private static BuildScope scope(String runId, String amount) {
    return new BuildScope.CashMovement(
        runId,
        new CashFlow(
            Direction.WITHDRAWAL, Money.of(amount), Method.REBALANCER, List.of(), Money.ZERO));
  }

  @Test
  void ofADepositThatWaitsForItsCashCanBeCanceled() {
    var story = known();
    story.command(deposit("1000", null));
    story.forgotten();

    story.command(new Ask.CancelCashMovement("M-1"));

    assertThat(story.movements()).containsExactly("M-1 CANCELED");
    story.positions(List.of(managed("5000", "AAA 50"), funding("1000"))).judged();
    assertThat(story.outcomes()).isEmpty();
  }

  @Test
  void beginsInAnAccountThatIsNotMonitoredToo() {
    var story = known();
    story.rebalancing(false);
    story.command(withdrawal("100", TODAY.plusDays(5)));

    story.later(Duration.ofDays(5)).ticked();
    story.buildOpened();

    assertThat(story.pending().requestId()).isEqualTo("M-1");
  }

  @Test
  void thatTradesInALeveredSleeveLatchesItsLeverageOnceApproved() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 1");
    story.boards.target("LEVERED", model("TECH", "0.5", "1.5"), cash("0.5"));
    story.opened("LEVERED", List.of(managed("5000"), following("TECH", "0", "AAA 50")));
    story.command(withdrawal("1000", null));
    story.buildOpened();

    assertThat(story.pending().acrs())
        .singleElement()
        .satisfies(
            acr -> {
              assertThat(acr.source()).isEqualTo(Acr.Source.CASH_MOVEMENT);
              assertThat(acr.change().latches()).isTrue();
            });
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1"));
    story.approve("M-1");
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
  }

  @Test
  void acknowledgesNothing() {
    var story = known();
    var before = story.book.acknowledged();
    story.command(withdrawal("1000", null));
    story.buildOpened();
    story.approve("M-1");

    assertThat(story.book.acknowledged()).isEqualTo(before);
  }

  @Test
  void thatTheCustodianRejectsFails() {
    var story = known();
    story.positions(List.of(managed("5000", "AAA 50"), funding("1000")));
    story.command(deposit("1000", null));
    story.buildOpened();
    story.approve("M-1");

    story.executed(story.said(Execution.Type.REJECT, null));

    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.FAILED);
    assertThat(story.lastRun().sentence()).contains("rejected the batch");
  }

  @Test
  void isForgottenOnlyAfterAHundredOthersHaveEnded() {
    var story = known();
    for (int i = 0; i <= CashMovements.MAX_ENDED; i++) {
      story.command(asked("W-" + i, Direction.DEPOSIT, "100", TODAY.plusDays(30)));
      story.command(new Ask.CancelCashMovement("W-" + i));
    }

    assertThat(story.book.movements().movement("W-0")).isNull();
    assertThat(story.book.movements().movement("W-1")).isNotNull();
    assertThat(story.book.movements().runs()).hasSize(CashMovements.MAX_ENDED);
  }

  @Test
  void takesNoStepThatItsTableDoesNotHave() {
    for (var from : CashRun.State.values()) {
      for (var step : STEPS.entrySet()) {
        var run = new CashRun("M-1", "M-1", 0, TODAY, MORNING, from, "M-1", null, null, null);
        if (CashRun.next(from).contains(step.getKey())) {
          assertThat(step.getValue().apply(run).state()).isEqualTo(step.getKey());
        } else {
          assertThatThrownBy(() -> step.getValue().apply(run))
              .as("from %s to %s", from, step.getKey())
              .isInstanceOf(IllegalStateException.class);
        }
      }
    }
  }

  private static final Map<CashRun.State, UnaryOperator<CashRun>> STEPS =
      Map.of(
          CashRun.State.WORKING, run -> run.working("B-1"),
          CashRun.State.COMPLETED, run -> run.completed(null),
          CashRun.State.FAILED, run -> run.failed(null, "no"),
          CashRun.State.CANCELED, run -> run.canceled("no"));

  @Test
  void thatHasEndedAndDidNotFailNeverBeginsAgain() {
    for (var ended : List.of(CashRun.State.COMPLETED, CashRun.State.CANCELED)) {
      var run = new CashRun("M-1", "M-1", 0, TODAY, MORNING, ended, "M-1", null, null, null);

      assertThatThrownBy(() -> run.opened("R-2")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> run.waiting(null)).isInstanceOf(IllegalStateException.class);
    }
  }
}
