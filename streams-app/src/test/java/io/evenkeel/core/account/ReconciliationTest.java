package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static io.evenkeel.core.account.Story.sleeve;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.CashFlow;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the custodian says in total")
class ReconciliationTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final int FRIDAY = DayOfWeek.FRIDAY.getValue();
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** Half AAA and half BBB is wanted; 40 of AAA are to be sold for it. */
  private static Story lopsided() {
    var story = Story.begun();
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    return story.opened("HALVES", List.of(managed("0", "AAA 90", "BBB 10"))).forgotten();
  }

  /** Five of AAA more at the custodian, and ten dollars less. */
  private static Story broken() {
    return lopsided().custodian("-10", "AAA 95", "BBB 10").judged();
  }

  private static Advisory raised(Story story) {
    return story.book.raised().values().stream()
        .filter(advisory -> advisory.code() == AdvisoryCode.RECONCILIATION_BREAK)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no break stands"));
  }

  private static Ask.WaiveReconciliation waiver(String differenceId) {
    return new Ask.WaiveReconciliation(differenceId, "ops-3", "known to the custodian");
  }

  private static boolean isBroken(Story story) {
    return !story.judged().book.reconciliation().unwaived().isEmpty();
  }

  @Test
  void raisesABreakWithTheDifferenceWhereItIsNotWhatTheSleevesAddUpTo() {
    var story = broken();

    assertThat(story.advisories()).containsExactly("+RECONCILIATION_BREAK");
    var advisory = raised(story);
    assertThat(advisory.sentence())
        .isEqualTo("The custodian has $10.00 less cash, 5 more AAA than the sleeves add up to.");
    assertThat(raised(lopsided().custodian("12.5", "AAA 90", "BBB 10").judged()).sentence())
        .isEqualTo("The custodian has $12.50 more cash than the sleeves add up to.");
    assertThat(advisory.whatToDo()).contains("WAIVE_RECONCILIATION").contains(advisory.subject());
    assertThat(advisory.amount()).isEqualTo(Money.of("-10"));
    assertThat(advisory.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(advisory.differences())
        .containsEntry("", new Gap(Quantity.ZERO, Quantity.of("-10")))
        .containsEntry("AAA", new Gap(Quantity.of("90"), Quantity.of("95")))
        .hasSize(2);
  }

  @Test
  void isComparedWithAllSleevesTogetherFundingAndProtectedAsWell() {
    var story =
        Story.begun()
            .opened(
                "",
                List.of(
                    managed("100.25", "AAA 1"),
                    following("TECH", "-50", "AAA 2", "BBB 3"),
                    sleeve("FUNDING", Sleeve.Kind.FUNDING, null, "20"),
                    sleeve("P", Sleeve.Kind.PROTECTED, null, "7", "AAA 4", "CCC 0.000001")));

    assertThat(isBroken(story.custodian("77.25", "AAA 7", "BBB 3", "CCC 0.000001"))).isFalse();
    assertThat(isBroken(story.custodian("77.25", "AAA 7", "BBB 3"))).isTrue();
  }

  @Test
  void isNoBreakAnyMoreOnceTheDifferenceIsGone() {
    var story = broken().later(Duration.ofMinutes(1));

    story.positions(List.of(managed("-10", "AAA 95", "BBB 10"))).judged();

    assertThat(story.advisories())
        .contains("+RECONCILIATION_BREAK", "-RECONCILIATION_BREAK")
        .filteredOn(said -> said.contains("RECONCILIATION"))
        .hasSize(2);
    story.build("R-1");
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.Proposed.class);
  }

  @Test
  void breaksAlsoWhereTheAccountIsNotMonitored() {
    var story = lopsided().rebalancing(false).judged().forgotten();

    story.custodian("0", "AAA 90").judged();

    assertThat(story.advisories()).containsExactly("+RECONCILIATION_BREAK");
  }

  @Test
  void letsNothingBeBuiltAsLongAsItBreaks() {
    for (var scope :
        List.of(
            new BuildScope.WholeAccount(),
            new BuildScope.AllocateSleeve("TECH", Money.of("100")),
            new BuildScope.LiquidateSleeve("TECH"))) {
      var story = levered();
      story.custodian("0", "AAA 10", "BBB 10", "CCC 61").judged();

      story.build("R-1", scope);

      assertThat(story.lastIssue()).as("%s", scope).isEqualTo(IssueCode.RECONCILIATION_BREAK);
      assertThat(((AccountOutcome.Failed) story.lastOutcome()).sentence())
          .contains("1 more CCC")
          .contains("until the difference D-");
    }
  }

  private static Story levered() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5"), security("CCC", "0.3"), cash("0.2"));
    return story.opened(
        "MIXED", List.of(managed("2000", "CCC 60"), following("TECH", "0", "AAA 10", "BBB 10")));
  }

  @Test
  void failsACashMovementAsLongAsItBreaks() {
    var story = broken();

    story.command(
        new Ask.CashMovement(
            "M-1",
            CashFlow.Direction.WITHDRAWAL,
            Money.of("500"),
            CashFlow.Method.PRO_RATA,
            List.of(),
            null,
            null,
            null,
            List.of()));
    story.buildOpened();

    assertThat(story.lastIssue()).isEqualTo(IssueCode.RECONCILIATION_BREAK);
    assertThat(story.lastRun().state()).isEqualTo(CashRun.State.FAILED);
    assertThat(story.lastRun().issue()).isEqualTo(IssueCode.RECONCILIATION_BREAK);
  }

  @Test
  void letsNothingBeApprovedThatWasProposedBeforeItBroke() {
    var story = lopsided();
    story.build("R-1");
    story.custodian("0", "AAA 95", "BBB 10");

    story.approve("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.RECONCILIATION_BREAK);
    assertThat(story.said(Output.Release.class)).isEmpty();
  }

  @Test
  void saysWhatToDoWhereSomebodyAsksWhyNothingTrades() {
    var story = levered();
    story.custodian("2000", "AAA 10", "BBB 10", "CCC 61").judged();

    var explanation = AcrExplanation.of(story.book, "TECH", story.moment());

    assertThat(explanation.issue()).isEqualTo(IssueCode.RECONCILIATION_BREAK);
    assertThat(explanation.whatToDo()).contains("WAIVE_RECONCILIATION");
  }

  @Test
  void isWaivedByWhoAnswersForJustThatDifference() {
    var story = broken();

    story.command(waiver(raised(story).subject()));
    story.judged();

    assertThat(story.rejections()).isEmpty();
    assertThat(story.advisories())
        .containsExactly("+RECONCILIATION_BREAK", "-RECONCILIATION_BREAK");
    assertThat(story.book.reconciliation().waivers().get("AAA"))
        .isEqualTo(
            new Reconciliation.Waiver(
                Quantity.of("5"), "ops-3", story.now, "known to the custodian"));
    story.build("R-1");
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.Proposed.class);
  }

  @Test
  void breaksAgainByAnotherDifferenceThanTheOneThatWasWaived() {
    var story = broken();
    story.command(waiver(raised(story).subject()));

    story.later(Duration.ofMinutes(1)).custodian("-10", "AAA 96", "BBB 10");
    story.positions(List.of(managed("0", "AAA 90", "BBB 10"))).judged();

    assertThat(raised(story).sentence())
        .isEqualTo("The custodian has 6 more AAA than the sleeves add up to.");
    story.build("R-1");
    assertThat(story.lastIssue()).isEqualTo(IssueCode.RECONCILIATION_BREAK);
  }

  @Test
  void breaksAgainByTheSameDifferenceOnceThatHadBeenGone() {
    var story = broken();
    story.command(waiver(raised(story).subject()));
    story.later(Duration.ofMinutes(1));
    assertThat(isBroken(story.positions(List.of(managed("-10", "AAA 95", "BBB 10"))))).isFalse();

    story.later(Duration.ofMinutes(1)).positions(List.of(managed("0", "AAA 90", "BBB 10")));

    assertThat(isBroken(story.custodian("-10", "AAA 95", "BBB 10"))).isTrue();
  }

  @Test
  void staysWaivedWhereBothSidesMoveAlike() {
    var story = broken();
    story.command(waiver(raised(story).subject()));

    story.later(Duration.ofMinutes(1)).positions(List.of(managed("4000", "AAA 50", "BBB 10")));
    assertThat(isBroken(story)).isFalse();
    story.custodian("3990", "AAA 55", "BBB 10");

    assertThat(isBroken(story)).isFalse();
    assertThat(story.book.reconciliation().found()).containsOnlyKeys("", "AAA");
  }

  @Test
  void isNotWaivedByAnotherDifferenceOrWithoutWhoAnswersForIt() {
    var story = broken();
    var id = raised(story).subject();

    story.command(waiver("D-other"));
    story.command(new Ask.WaiveReconciliation(id, " ", null));
    story.command(waiver(id));
    story.command(waiver(id));

    assertThat(story.rejections())
        .containsExactly(
            RejectionCode.UNKNOWN_DIFFERENCE,
            RejectionCode.INVALID_COMMAND,
            RejectionCode.UNKNOWN_DIFFERENCE);
    assertThat(story.said(Output.Rejected.class).get(0).sentence()).contains("it has " + id);
  }

  @Test
  void isBehindSleevesThatHaveMovedSinceAndBreaksNothing() {
    var story = lopsided().custodian("0", "AAA 90", "BBB 10");

    story.later(Duration.ofHours(3)).positions(List.of(managed("500", "AAA 90", "BBB 10")));
    assertThat(isBroken(story)).isFalse();
    assertThat(isBroken(story.later(DAY.multipliedBy(3)))).as("it has not spoken since").isFalse();

    assertThat(isBroken(story.custodian("0", "AAA 90", "BBB 10"))).as("now it has").isTrue();
  }

  @Test
  void isAheadOfTheSleevesForADayAndABreakAfterIt() {
    var story = lopsided().later(Duration.ofMinutes(1)).custodian("-25", "AAA 90", "BBB 10");
    var since = story.now;

    assertThat(isBroken(story)).isFalse();
    assertThat(Deadlines.next(story.book, story.settings)).isEqualTo(since.plus(DAY));
    assertThat(isBroken(story.later(DAY.minusMillis(1)).ticked())).isFalse();
    story.later(Duration.ofMillis(1)).ticked();

    assertThat(story.advisories()).contains("+RECONCILIATION_BREAK");
    assertThat(Deadlines.next(story.book, story.settings))
        .as("it is said")
        .isNotEqualTo(since.plus(DAY));
  }

  @Test
  void isAheadOverAWeekendUntilTheNextBusinessDayHasPassed() {
    var story = lopsided();
    var daysToFriday =
        Duration.ofDays(FRIDAY - story.now.atZone(NEW_YORK).getDayOfWeek().getValue());
    story.later(daysToFriday).custodian("-25", "AAA 90", "BBB 10");
    var friday = story.now;

    assertThat(isBroken(story)).isFalse();
    assertThat(Deadlines.next(story.book, story.settings))
        .isEqualTo(friday.plus(DAY.multipliedBy(3)));
    assertThat(isBroken(story.later(DAY.multipliedBy(3).minusMillis(1)).ticked())).isFalse();

    assertThat(isBroken(story.later(Duration.ofMillis(1)).ticked())).isTrue();
  }

  @Test
  void doesNotBeginTheDayAgainByRepeatingItself() {
    var story = lopsided();
    for (var hour = 1; hour <= 24; hour++) {
      story.later(Duration.ofHours(1)).custodian("-25", "AAA 90", "BBB 10");
      assertThat(isBroken(story)).as("hour %d", hour).isFalse();
    }

    story.later(Duration.ofHours(1)).custodian("-25", "AAA 90", "BBB 10");

    assertThat(isBroken(story)).isTrue();
  }

  @Test
  void isABreakAtOnceWhereTheSleevesSpeakLaterAndStillDiffer() {
    var story = lopsided().later(Duration.ofMinutes(1)).custodian("-25", "AAA 90", "BBB 10");
    assertThat(isBroken(story)).isFalse();

    story.later(Duration.ofMinutes(1)).positions(List.of(managed("0", "AAA 90", "BBB 10")));

    assertThat(isBroken(story)).isTrue();
  }

  @Test
  void thatComesLateIsComparedWithWhatTheSleevesHaveSaidEverSince() {
    var story = lopsided().custodian("0", "AAA 90", "BBB 10");
    var close = story.later(Duration.ofHours(5)).now;
    story.later(Duration.ofHours(1)).positions(List.of(managed("700", "AAA 90", "BBB 10")));

    story.custodian(close, null, "0", "AAA 88", "BBB 10");

    story.judged();
    assertThat(story.book.reconciliation().found()).containsOnlyKeys("AAA");
  }

  @Test
  void isNotComparedWhileABatchIsOpen() {
    var story = lopsided();
    story.build("R-1");
    story.approve("R-1");
    story.filled();

    story.later(Duration.ofMinutes(1)).custodian("0", "AAA 50", "BBB 50");
    assertThat(isBroken(story)).isFalse();
    assertThat(isBroken(story.later(DAY.multipliedBy(2)))).isFalse();
    story.positionsThroughNow(List.of(managed("0", "AAA 50", "BBB 50")));

    assertThat(story.book.batches().open()).isNull();
    assertThat(isBroken(story)).isFalse();
  }

  @Test
  void isNotComparedWhereItHasNotBookedWhatTheSleevesHave() {
    var story = lopsided().custodian("0", "AAA 90", "BBB 10");
    var before = story.now;
    story.build("R-1");
    story.approve("R-1");
    story.later(Duration.ofMinutes(1)).filled();
    story.positionsThroughNow(List.of(managed("0", "AAA 50", "BBB 50")));
    assertThat(isBroken(story)).isFalse();

    story.later(Duration.ofHours(1)).custodian(story.now, before, "0", "AAA 90", "BBB 10");
    assertThat(isBroken(story)).as("its executions are of before the batch").isFalse();

    assertThat(isBroken(story.later(Duration.ofHours(1)).custodian("0", "AAA 90", "BBB 10")))
        .as("now it says that it has booked everything")
        .isTrue();
  }

  @Test
  void keepsTheBreakThatStoodWhileALineCannotBeCompared() {
    var story = broken();

    story.later(Duration.ofMinutes(1)).positions(List.of(managed("0", "AAA 93", "BBB 10")));

    assertThat(isBroken(story)).isTrue();
    assertThat(story.book.reconciliation().found().get("AAA"))
        .isEqualTo(new Gap(Quantity.of("90"), Quantity.of("95")));
  }

  @Test
  void comparesNothingAnyMoreOnceItIsWithdrawn() {
    var story = broken();
    story.command(waiver(raised(story).subject()));

    story.withoutCustodian().judged();

    assertThat(story.book.reconciliation()).isEqualTo(Reconciliation.NONE);
    story.build("R-1");
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.Proposed.class);
  }

  @Test
  void isKeptOutWhereItIsOlderThanWhatWasSaidLastOrTheSame() {
    var story =
        lopsided().later(Duration.ofHours(2)).custodian("0", "AAA 90", "BBB 10").forgotten();

    story.custodian("0", "AAA 90", "BBB 10");
    story.custodian(story.now.minusSeconds(1), null, "0", "AAA 91");

    assertThat(story.said(Output.KeptOut.class))
        .extracting(Output.KeptOut::kind)
        .containsExactly(Output.KeptOut.Kind.DUPLICATE, Output.KeptOut.Kind.SUPERSEDED);
    assertThat(isBroken(story)).isFalse();
  }

  @Test
  void isCorrectedByAnotherOneOfTheSameTime() {
    var story = broken();

    assertThat(isBroken(story.custodian("0", "AAA 90", "BBB 10"))).isFalse();
  }

  @Test
  void isKeptUntilAccountAndPositionsAreKnown() {
    var story = Story.begun();
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));

    story.custodian("0", "AAA 91", "BBB 10").judged();
    assertThat(story.outputs).isEmpty();
    story.opened("HALVES", List.of(managed("0", "AAA 90", "BBB 10")));

    assertThat(story.advisories()).contains("+RECONCILIATION_BREAK");
  }

  @Test
  void mayDifferInCashByWhatIsToleratedAndByNoCentMore() {
    var story = lopsided();
    story.settings =
        AccountSettings.DEFAULTS.withCustody(
            new CustodySettings(DAY, Money.of("0.05"), false, java.util.Map.of()));

    assertThat(isBroken(story.custodian("0.05", "AAA 90", "BBB 10"))).isFalse();
    assertThat(isBroken(story.custodian("-0.05", "AAA 90", "BBB 10"))).isFalse();
    assertThat(isBroken(story.custodian("0.06", "AAA 90", "BBB 10"))).isTrue();
    assertThat(isBroken(story.custodian("0", "AAA 90", "BBB 10"))).isFalse();
    assertThat(isBroken(story.custodian("0", "AAA 90.000001", "BBB 10")))
        .as("of a security nothing is tolerated")
        .isTrue();
  }
}
