package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.ACCOUNT;
import static io.evenkeel.core.account.Story.MORNING;
import static io.evenkeel.core.account.Story.being;
import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A command to an account")
class CommandsTest {
  private static Story known() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    return story.account(ACCOUNT).positions(List.of(managed("5000", "AAA 50")));
  }

  private static AccountCommand from(String firmId, Ask ask) {
    return new AccountCommand("C-1", "somebody", firmId, MORNING, ask);
  }

  private static Ask.OpeningState opening(String targetId, boolean established) {
    return new Ask.OpeningState(targetId, true, established, new TreeMap<>());
  }

  @Test
  void waitsTenSecondsForItsAccount() {
    var story = Story.begun();
    story.command("C-1", new Ask.SetRebalancing(true));

    story.later(Duration.ofMillis(9_999)).ticked();
    assertThat(story.rejections()).isEmpty();

    story.account(ACCOUNT);
    assertThat(story.book.instructions().rebalancing()).isTrue();
    assertThat(story.book.waiting()).isEmpty();
  }

  @Test
  void isRejectedAfterWaitingTenSecondsForItsAccount() {
    var story = Story.begun();
    story.command("C-1", new Ask.SetRebalancing(true));
    assertThat(Deadlines.next(story.book, story.settings)).isEqualTo(MORNING.plusSeconds(10));

    story.later(Duration.ofSeconds(10)).ticked().account(ACCOUNT);

    assertThat(story.rejections()).containsExactly(RejectionCode.UNKNOWN_ACCOUNT);
    assertThat(story.book.instructions().rebalancing()).isFalse();
    assertThat(Deadlines.next(story.book, story.settings)).isNull();
  }

  @Test
  void waitsInItsTurn() {
    var story = Story.begun();
    story.command("C-1", new Ask.SetRebalancing(true));
    story.command("C-2", new Ask.SetRebalancing(false));

    story.account(ACCOUNT);

    assertThat(story.book.instructions().rebalancing()).isFalse();
  }

  @Test
  void waitsOnceHoweverOftenItComes() {
    var story = Story.begun();
    story.command("C-1", new Ask.SetRebalancing(true));
    story.command("C-1", new Ask.SetRebalancing(true));

    assertThat(story.book.waiting()).hasSize(1);
    assertThat(story.said(Output.KeptOut.class)).hasSize(1);
  }

  @Test
  void isRejectedAtOnceWhereSixteenWaitAlready() {
    var story = Story.begun();
    for (var i = 0; i < AccountBook.MAX_WAITING; i++) {
      story.command("C-" + i, new Ask.SetRebalancing(true));
    }
    assertThat(story.rejections()).isEmpty();

    story.command("C-one-more", new Ask.SetRebalancing(false));

    assertThat(story.rejections()).containsExactly(RejectionCode.TOO_MANY_WAITING);
    assertThat(story.book.waiting()).hasSize(AccountBook.MAX_WAITING);
  }

  @Test
  void isRejectedThatCrossesFirms() {
    var story = known();

    story.command(from("F-2", new Ask.SetRebalancing(true)));

    assertThat(story.rejections()).containsExactly(RejectionCode.WRONG_FIRM);
    assertThat(story.book.instructions().rebalancing()).isFalse();
  }

  @Test
  void ofNoFirmCrossesNone() {
    var story = known();

    story.command(from(null, new Ask.SetRebalancing(true)));

    assertThat(story.rejections()).isEmpty();
    assertThat(story.book.instructions().rebalancing()).isTrue();
  }

  @Test
  void thatWasRejectedIsAnsweredTheSameAgain() {
    var story = known();
    story.command(from("F-2", new Ask.SetRebalancing(true)));

    story.command(from("F-1", new Ask.SetRebalancing(true)));

    assertThat(story.rejections())
        .containsExactly(RejectionCode.WRONG_FIRM, RejectionCode.WRONG_FIRM);
    assertThat(story.book.instructions().rebalancing()).isFalse();
  }

  @Test
  void thatWasDoneIsNotDoneTwice() {
    var story = known();
    story.command("C-1", new Ask.AssignTarget("HALF", true, true));
    story.rebalancing(false).forgotten();
    var before = story.book;

    story.command("C-1", new Ask.AssignTarget("HALF", true, true));

    assertThat(story.book).isSameAs(before);
    assertThat(story.outcomes()).isEmpty();
    assertThat(story.said(Output.KeptOut.class)).hasSize(1);
  }

  @Test
  void isRememberedForSevenDays() {
    var story = known();
    story.command("C-1", new Ask.SetRebalancing(true));
    story.rebalancing(false);

    story.later(Duration.ofDays(7).minusNanos(1)).command("C-1", new Ask.SetRebalancing(true));
    assertThat(story.book.instructions().rebalancing()).isFalse();

    story.later(Duration.ofNanos(1)).command("C-1", new Ask.SetRebalancing(true));
    assertThat(story.book.instructions().rebalancing()).isTrue();
  }

  @Test
  void isForgottenOldestFirstBeyondAThousand() {
    var story = known();
    for (var i = 0; i <= CommandMemory.MAX_ANSWERED; i++) {
      story.command("N-" + i, new Ask.SetRebalancing(true));
    }

    assertThat(story.book.commands().answered()).hasSize(CommandMemory.MAX_ANSWERED);
    assertThat(story.book.commands().answered()).doesNotContainKey("N-0").containsKey("N-1");
  }

  @Test
  void openingAnAccountComesOnce() {
    var story = known();
    story.command(opening("HALF", true));

    story.command(opening(null, false));

    assertThat(story.rejections()).containsExactly(RejectionCode.ALREADY_OPENED);
    assertThat(story.book.instructions().targetId()).isEqualTo("HALF");
  }

  @Test
  void openingAsEstablishedAcknowledgesWhatItSays() {
    var story = known();

    story.command(opening("HALF", true));
    story.judged();

    assertThat(story.events()).isEmpty();
    assertThat(story.status().status()).isEqualTo(MonitoringStatus.NOT_FLAGGED);
  }

  @Test
  void openingAsEstablishedAcknowledgesATargetThatBecomesKnownLater() {
    var story = Story.begun().account(ACCOUNT).positions(List.of(managed("5000", "AAA 50")));
    story.command(opening("HALF", true));
    story.judged();
    assertThat(story.lastEvent().uncheckable())
        .containsExactly(new Uncheckable(Uncheckable.Reason.TARGET_UNKNOWN, "HALF"));

    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    story.judged();

    assertThat(story.status().status()).isEqualTo(MonitoringStatus.NOT_FLAGGED);
  }

  @Test
  void openingAsEstablishedAcknowledgesOnlyTheTargetThatItNames() {
    var story = Story.begun().account(ACCOUNT).positions(List.of(managed("5000", "AAA 50")));
    story.command(opening("LATER", true));
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));

    story.assign("HALF").judged();

    assertThat(story.status().causes()).containsExactly(Cause.TARGET);
  }

  @Test
  void openingAsNotEstablishedAsksForAFirstRebalance() {
    var story = known();

    story.command(opening("HALF", false));
    story.judged();

    assertThat(story.status().causes()).containsExactly(Cause.TARGET, Cause.SWITCHED_ON);
    assertThat(story.status().tiles()).containsExactly(Tile.FIRST_REBALANCE);
  }

  @Test
  void openingLatchesTheLeverageThatItStates() {
    var story = known();

    var leverage = new TreeMap<>(Map.of("TECH", Leverage.of("1.5")));
    story.command(new Ask.OpeningState("HALF", true, true, leverage));

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
    assertThat(story.book.leverageOf("OTHER")).isEqualTo(Leverage.NONE);
  }

  @Test
  void openingWithLeverageOfZeroIsRejected() {
    var story = known();

    var leverage = new TreeMap<>(Map.of("TECH", Leverage.of("0")));
    story.command(new Ask.OpeningState("HALF", true, true, leverage));

    assertThat(story.rejections()).containsExactly(RejectionCode.INVALID_COMMAND);
    assertThat(story.book.instructions().opened()).isFalse();
  }

  @Test
  void assigningNeverTrades() {
    var story = known();
    story.command(opening("HALF", true));
    story.boards.target("ALL", security("AAA", "1"));
    story.judged().forgotten();

    story.assign("ALL").judged();

    assertThat(story.outcomes()).isEmpty();
    assertThat(story.said(Output.Release.class)).isEmpty();
    assertThat(story.status().causes()).contains(Cause.TARGET);
  }

  @Test
  void assigningWithRebalanceNowSubmitsARequestThatIsTheCommands() {
    var story = known();

    story.command("C-77", new Ask.AssignTarget("HALF", true, true));

    assertThat(story.outcomes())
        .containsExactly(
            new AccountOutcome.Opened(
                "C-77",
                "A-1",
                "F-1",
                "advisor-7",
                "advisor-7",
                null,
                new BuildScope.WholeAccount(),
                Acr.Source.REBALANCE,
                MORNING));
  }

  @Test
  void assigningLeavesRebalancingAsItIsWhereItSaysNothing() {
    var story = known();

    story.assign("HALF");
    assertThat(story.book.instructions().rebalancing()).isFalse();

    story.command(new Ask.AssignTarget("HALF", true, false));
    assertThat(story.book.instructions().rebalancing()).isTrue();
  }

  @Test
  void assigningATargetThatNobodyKnowsMakesTheAccountUncheckable() {
    var story = known();
    story.command(opening("HALF", true));

    story.assign("NOWHERE").judged();

    assertThat(story.rejections()).isEmpty();
    assertThat(story.status().uncheckable())
        .containsExactly(new Uncheckable(Uncheckable.Reason.TARGET_UNKNOWN, "NOWHERE"));
  }

  @Test
  void assigningAnotherFirmsTargetIsRejected() {
    var story = known();
    story.boards.targetOfFirm("THEIRS", "F-2", cash("1"));

    story.assign("THEIRS");

    assertThat(story.rejections()).containsExactly(RejectionCode.WRONG_FIRM);
    assertThat(story.book.instructions().targetId()).isNull();
  }

  @Test
  void assigningATargetThatTurnsOutToBeAnotherFirmsMakesTheAccountUncheckable() {
    var story = known();
    story.command(opening("THEIRS", false));

    story.boards.targetOfFirm("THEIRS", "F-2", cash("1"));
    story.judged();

    assertThat(story.status().uncheckable())
        .containsExactly(new Uncheckable(Uncheckable.Reason.TARGET_INVALID, "THEIRS"));
  }

  @Test
  void assigningAnotherAccountsTargetIsRejected() {
    var story = known();
    story.boards.ownTarget("OWN-2", "A-2", "2026-11-01T00:00:00Z", cash("1"));

    story.assign("OWN-2");

    assertThat(story.rejections()).containsExactly(RejectionCode.WRONG_ACCOUNT);
  }

  @Test
  void removingATargetDoesNotTurnRebalancingOff() {
    var story = known();
    story.command(opening("HALF", true));

    story.command(new Ask.RemoveTarget());
    story.judged();

    assertThat(story.book.instructions().rebalancing()).isTrue();
    assertThat(story.status().causes()).containsExactly(Cause.TARGET, Cause.DRIFT);
    assertThat(story.advisories()).containsExactly("+NO_TARGET_HELD_TO_CASH");
  }

  @Test
  void toAClosedAccountIsRejected() {
    var story = known().account(being(AccountStatus.CLOSED));

    story.assign("HALF");
    story.rebalancing(true);
    story.command(new Ask.AllocateSleeve("R-1", "TECH", Money.of("1")));
    story.command(new Ask.LiquidateSleeve("R-2", "TECH"));

    assertThat(story.rejections()).hasSize(4).containsOnly(RejectionCode.WRONG_STATE);
  }

  @Test
  void switchingAClosedAccountOffIsDone() {
    var story = known().account(being(AccountStatus.CLOSED));

    story.rebalancing(false);

    assertThat(story.rejections()).isEmpty();
  }

  @Test
  void allocatingOpensARequestOfItsOwn() {
    var story = known();

    story.command(new Ask.AllocateSleeve("R-2", "TECH", Money.of("1.00")));

    assertThat(story.lastOutcome())
        .isEqualTo(
            new AccountOutcome.Opened(
                "R-2",
                "A-1",
                "F-1",
                "advisor-7",
                "advisor-7",
                null,
                new BuildScope.AllocateSleeve("TECH", Money.of("1.00")),
                Acr.Source.MANUAL,
                MORNING));
    assertThat(story.said(Output.Release.class)).isEmpty();
  }

  @Test
  void allocatingNothingIsRejected() {
    var story = known();

    story.command(new Ask.AllocateSleeve("R-2", "TECH", Money.ZERO));
    story.command(new Ask.AllocateSleeve("R-2", "TECH", Money.of("-1")));

    assertThat(story.rejections())
        .containsExactly(RejectionCode.INVALID_COMMAND, RejectionCode.INVALID_COMMAND);
  }

  @Test
  void liquidatingOpensARequestOfItsOwn() {
    var story = known();

    story.command(new Ask.LiquidateSleeve("R-3", "TECH"));

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.Opened.class);
    assertThat(((AccountOutcome.Opened) story.lastOutcome()).scope())
        .isEqualTo(new BuildScope.LiquidateSleeve("TECH"));
  }

  @Test
  void releasingABatchThatIsNotOpenIsRejected() {
    var story = known();

    story.command(new Ask.ReleaseBatch("B-unknown"));

    assertThat(story.rejections()).containsExactly(RejectionCode.UNKNOWN_BATCH);
  }
}
