package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.CashSchedule.Recurrence;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.CashFlow;
import io.evenkeel.core.rebalance.CashFlow.Direction;
import io.evenkeel.core.rebalance.CashFlow.Method;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A command for a cash movement")
class CashMovementCommandsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

  private static Story known() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    return story.opened("HALF", List.of(managed("5000", "AAA 50"))).forgotten();
  }

  private static Ask.CashMovement asked(
      String amount, Method method, @Nullable LocalDate date, CashFlow.Part... parts) {
    return new Ask.CashMovement(
        "M-1",
        Direction.WITHDRAWAL,
        Money.of(amount),
        method,
        List.of(parts),
        date,
        null,
        null,
        List.of());
  }

  private static Ask.CashMovement recurring(
      @Nullable LocalDate date,
      @Nullable Recurrence recurrence,
      @Nullable LocalDate until,
      LocalDate... dates) {
    return new Ask.CashMovement(
        "M-1",
        Direction.WITHDRAWAL,
        Money.of("100"),
        Method.PRO_RATA,
        List.of(),
        date,
        recurrence,
        until,
        List.of(dates));
  }

  private static void assertRefused(Ask ask, RejectionCode code, String why) {
    assertRefused(known(), ask, code, why);
  }

  private static void assertRefused(Story story, Ask ask, RejectionCode code, String why) {
    story.command(ask);

    assertThat(story.rejections()).containsExactly(code);
    assertThat(story.said(Output.Rejected.class).get(0).sentence()).contains(why);
    assertThat(story.movements()).isEmpty();
  }

  @Test
  void forTheRebalancerWithoutATargetIsRejected() {
    var story = known();
    story.command(new Ask.RemoveTarget());

    assertRefused(
        story, asked("100", Method.REBALANCER, null), RejectionCode.NO_TARGET, "assign one");
  }

  @Test
  void belowADollarIsRejected() {
    assertRefused(asked("0.99", Method.PRO_RATA, null), RejectionCode.INVALID_COMMAND, "0.99");
    assertThat(known().command(asked("1", Method.PRO_RATA, null)).outputs()).isNotEmpty();
  }

  @Test
  void datedInThePastIsRejected() {
    assertRefused(
        asked("100", Method.PRO_RATA, TODAY.minusDays(1)), RejectionCode.INVALID_DATE, "is past");
  }

  @Test
  void datedBeyondAHundredYearsIsRejected() {
    assertRefused(
        asked("100", Method.PRO_RATA, TODAY.plusYears(100).plusDays(1)),
        RejectionCode.INVALID_DATE,
        "100 years");
  }

  @Test
  void thatEndsBeforeItBeginsIsRejected() {
    assertRefused(
        recurring(TODAY.plusDays(9), Recurrence.MONTHLY, TODAY.plusDays(8)),
        RejectionCode.INVALID_DATE,
        "before it begins");
  }

  @Test
  void thatHappensOnceAndHasAnEndIsRejected() {
    assertRefused(recurring(TODAY, null, TODAY.plusDays(8)), RejectionCode.INVALID_DATE, "until");
  }

  @Test
  void onCustomDatesWithoutAnyIsRejected() {
    assertRefused(recurring(null, Recurrence.CUSTOM, null), RejectionCode.INVALID_DATE, "1 to 400");
  }

  @Test
  void thatNamesACustomDateTwiceIsRejected() {
    assertRefused(
        recurring(null, Recurrence.CUSTOM, null, TODAY, TODAY),
        RejectionCode.INVALID_DATE,
        "twice");
  }

  @Test
  void withACustomDateInThePastIsRejected() {
    assertRefused(
        recurring(null, Recurrence.CUSTOM, null, TODAY, TODAY.minusDays(1)),
        RejectionCode.INVALID_DATE,
        "is past");
  }

  @Test
  void withDatesThatIsNotOnCustomDatesIsRejected() {
    assertRefused(
        recurring(TODAY, Recurrence.MONTHLY, null, TODAY), RejectionCode.INVALID_DATE, "CUSTOM");
  }

  @Test
  void onCustomDatesWithADateOfItsOwnIsRejected() {
    assertRefused(
        recurring(TODAY, Recurrence.CUSTOM, null, TODAY), RejectionCode.INVALID_DATE, "leave date");
  }

  @Test
  void whoseMethodIsCustomAndThatNamesNothingIsRejected() {
    assertRefused(asked("100", Method.CUSTOM, null), RejectionCode.INVALID_COMMAND, "parts");
  }

  @Test
  void whosePartsDoNotComeToItsAmountIsRejected() {
    assertRefused(
        asked("100", Method.CUSTOM, null, new CashFlow.Part("MANAGED", null, Money.of("99.99"))),
        RejectionCode.INVALID_COMMAND,
        "99.99");
  }

  @Test
  void withAPartOfNothingIsRejected() {
    assertRefused(
        asked(
            "100",
            Method.CUSTOM,
            null,
            new CashFlow.Part("MANAGED", null, Money.of("100")),
            new CashFlow.Part("MANAGED", "AAA", Money.ZERO)),
        RejectionCode.INVALID_COMMAND,
        "above 0");
  }

  @Test
  void withPartsWhoseMethodIsNotCustomIsRejected() {
    assertRefused(
        asked("100", Method.PRO_RATA, null, new CashFlow.Part("MANAGED", null, Money.of("100"))),
        RejectionCode.INVALID_COMMAND,
        "Only a CUSTOM movement");
  }

  @Test
  void ofAnAccountThatIsNotActiveIsRejected() {
    var story = known();
    story.account(Story.being(AccountStatus.FROZEN)).forgotten();

    assertRefused(story, asked("100", Method.PRO_RATA, null), RejectionCode.WRONG_STATE, "FROZEN");
  }

  @Test
  void beyondAHundredLiveOnesIsRejected() {
    var story = known();
    for (int i = 0; i < CashMovements.MAX_LIVE; i++) {
      story.command(withId("W-" + i, TODAY.plusDays(30)));
    }

    assertRefused(
        story.forgotten(),
        asked("100", Method.PRO_RATA, null),
        RejectionCode.TOO_MANY_MOVEMENTS,
        "cancel some");
  }

  private static Ask.CashMovement withId(String movementId, LocalDate date) {
    return new Ask.CashMovement(
        movementId,
        Direction.WITHDRAWAL,
        Money.of("100"),
        Method.PRO_RATA,
        List.of(),
        date,
        null,
        null,
        List.of());
  }

  @Test
  void againUnderTheSameCommandIdDoesNothingTwice() {
    var story = known();
    story.command("C-1", asked("100", Method.PRO_RATA, TODAY.plusDays(30)));
    story.forgotten();

    story.command("C-1", asked("100", Method.PRO_RATA, TODAY.plusDays(30)));

    assertThat(story.outputs).singleElement().isInstanceOf(Output.KeptOut.class);
  }

  @Test
  void againUnderTheSameMovementIdDoesNothingTwice() {
    var story = known();
    story.command(asked("100", Method.PRO_RATA, TODAY.plusDays(30)));
    var before = story.book.movements();
    story.forgotten();

    story.command(asked("100", Method.PRO_RATA, TODAY.plusDays(30)));

    assertThat(story.outputs).isEmpty();
    assertThat(story.book.movements()).isEqualTo(before);
  }

  @Test
  void withAnotherContentUnderAnIdThatWasUsedIsRejected() {
    var story = known();
    story.command(asked("100", Method.PRO_RATA, TODAY.plusDays(30)));
    story.forgotten();

    story.command(asked("101", Method.PRO_RATA, TODAY.plusDays(30)));

    assertThat(story.rejections()).containsExactly(RejectionCode.REQUEST_ID_USED);
  }

  @Test
  void cancelingOneThatIsNotKnownIsRejected() {
    var story = known();

    story.command(new Ask.CancelCashMovement("M-1"));

    assertThat(story.rejections()).containsExactly(RejectionCode.UNKNOWN_MOVEMENT);
  }

  @Test
  void cancelingOneWithoutRunsToComeIsRejected() {
    var story = known();
    story.command(asked("100", Method.PRO_RATA, null));
    story.forgotten();

    story.command(new Ask.CancelCashMovement("M-1"));

    assertThat(story.rejections()).containsExactly(RejectionCode.WRONG_STATE);
    assertThat(story.movements()).isEmpty();
  }

  @Test
  void ofAnotherFirmIsRejected() {
    var story = known();
    var ask = asked("100", Method.PRO_RATA, null);

    story.command(new AccountCommand("C-9", "advisor-7", "F-2", story.now, ask));

    assertThat(story.rejections()).containsExactly(RejectionCode.WRONG_FIRM);
  }
}
