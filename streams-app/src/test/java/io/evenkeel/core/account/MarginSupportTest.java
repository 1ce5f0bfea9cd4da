package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.changed;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.CashFlow;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.TradeSide;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What advisors ask support about margin, each as it is answered. */
@DisplayName("Support cases of margin")
class MarginSupportTest {
  /** Half of 10,000 in a sleeve of AAA, half in cash; leverage was just set from 1 to 1.5. */
  private static Story leverageChanged() {
    return leverageChanged(managed("5000"), following("TECH", "0", "AAA 50"));
  }

  private static Story leverageChanged(Sleeve... sleeves) {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 1");
    story.boards.target("T", model("TECH", "0.5"), cash("0.5"));
    story.opened("T", List.of(sleeves)).forgotten();
    story.boards.target("T", model("TECH", "0.5", "1.5"), cash("0.5"));
    return story.judged();
  }

  private static AcrExplanation explained(Story story, String modelId) {
    return AcrExplanation.of(story.book, modelId, story.moment());
  }

  @Test
  void iChangedLeverageAndNothingHappened() {
    var story = leverageChanged();
    assertThat(story.advisories()).containsExactly("+LEVERAGE_PENDING");
    assertThat(story.book.leverageOf("TECH")).as("saving trades nothing").isEqualTo(Leverage.NONE);

    story.command(new Ask.AllocateSleeve("R-1", "TECH", Money.of("1.00")));
    story.buildOpened();
    assertThat(story.pending().orders())
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.side()).isEqualTo(TradeSide.BUY);
              assertThat(order.quantity().toString()).as("5,001 at 1.5").isEqualTo("25");
            });
    story.approve("R-1");
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));

    story
        .filled()
        .positionsThroughNow(List.of(managed("4999"), following("TECH", "-2499", "AAA 75")))
        .judged();
    assertThat(story.advisories()).containsExactly("+LEVERAGE_PENDING", "-LEVERAGE_PENDING");
  }

  @Test
  void whetherAnAllocationWouldHelpIsSaidBeforeItIsMade() {
    var explanation = explained(leverageChanged(), "TECH");

    assertThat(explanation.builds()).isTrue();
    assertThat(explanation.configured()).isEqualTo(Leverage.of("1.5"));
    assertThat(explanation.effective()).isEqualTo(Leverage.NONE);
    assertThat(explanation.orders()).extracting(Order::securityId).containsExactly("AAA");
    assertThat(explanation.sentence()).contains("1 orders", "makes leverage 1.5 effective, now 1");
  }

  @Test
  void askingChangesNothing() {
    var story = leverageChanged();
    var before = story.book;

    explained(story, "TECH");

    assertThat(story.book).isSameAs(before);
    assertThat(story.book.pending()).isNull();
  }

  @Test
  void leverageInACashAccountBuildsNothingAndSaysWhatToDo() {
    var story = leverageChanged();
    story.account(changed("F-1", AccountType.CASH, false, null, "USD", AccountStatus.ACTIVE));
    story.judged();

    assertThat(story.advisories()).contains("+MARGIN_NOT_ENABLED");
    story.build("R-1");
    assertThat(story.lastIssue()).isEqualTo(IssueCode.MARGIN_NOT_ENABLED);
    var explanation = explained(story, "TECH");
    assertThat(explanation.builds()).isFalse();
    assertThat(explanation.issue()).isEqualTo(IssueCode.MARGIN_NOT_ENABLED);
    assertThat(explanation.whatToDo()).contains("enable margin");
  }

  @Test
  void negativeManagedCashIsRaisedAndAnAllocationFailsForWantOfCash() {
    var story = leverageChanged(managed("-20"), following("TECH", "0", "AAA 50"));

    assertThat(story.book.raised().keySet())
        .extracting(Advisory.Key::code)
        .contains(AdvisoryCode.NEGATIVE_MANAGED_CASH);
    var explanation = explained(story, "TECH");
    assertThat(explanation.builds()).isFalse();
    assertThat(explanation.issue()).isEqualTo(IssueCode.INSUFFICIENT_CASH);
    assertThat(explanation.whatToDo()).contains("Deposit cash");
  }

  @Test
  void leverageAppliedOutsideASleeveBorrowsNothingAndSaysSo() {
    var story = Story.begun();
    story.boards.target(
        "T",
        new Component(
            Component.Kind.SECURITY,
            "AAA",
            GivenWeight.of("0.5"),
            Tolerance.DEFAULT_THRESHOLD,
            Tolerance.DEFAULT_PRECISION,
            Leverage.of("2"),
            true,
            true),
        cash("0.5"));
    story.opened("T", List.of(managed("5000", "AAA 50")));

    story.build("R-1");
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.NoTrades.class);
    var explanation = explained(story, "AAA");
    assertThat(explanation.builds()).isFalse();
    assertThat(explanation.sentence()).contains("leverage belongs to a model sleeve");
  }

  @Test
  void aModelThatTheTargetDoesNotNameIsSaidToBeMissingThere() {
    var explanation = explained(leverageChanged(), "OTHER");

    assertThat(explanation.issue()).isEqualTo(IssueCode.MODEL_NOT_IN_TARGET);
    assertThat(explanation.configured()).isNull();
  }

  @Test
  void aSleeveWhoseLeverageIsEffectiveAndThatStandsOnItsModelHasNothingToTrade() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 1");
    story.boards.target("T", model("TECH", "0.5"), cash("0.5"));
    story.opened("T", List.of(managed("5000"), following("TECH", "0", "AAA 50")));

    var explanation = explained(story, "TECH");

    assertThat(explanation.builds()).isFalse();
    assertThat(explanation.issue()).isNull();
    assertThat(explanation.sentence()).contains("configured and effective");
  }

  @Test
  void aChangeOfLeverageThatComesToLessThanALotSaysSo() {
    var story = leverageChanged(managed("150"), following("TECH", "0", "AAA 1"));

    var explanation = explained(story, "TECH");

    assertThat(explanation.builds()).isFalse();
    assertThat(explanation.sentence()).contains("less than a lot");
    assertThat(explanation.whatToDo()).contains("Allocate more");
  }

  @Test
  void whatIsInTheWayIsSaidWithItsName() {
    var story = leverageChanged();
    story.build("R-1");
    assertThat(explained(story, "TECH").issue()).isEqualTo(IssueCode.ALREADY_PENDING);
    assertThat(explained(story, "TECH").sentence()).contains("R-1");

    story.approve("R-1");
    assertThat(explained(story, "TECH").issue()).isEqualTo(IssueCode.ORDERS_IN_FLIGHT);
  }

  @Test
  void anAllocationThatTheTargetWouldUndoIsRefusedWithTheReason() {
    var story = leverageChanged();

    story.build("R-1", new BuildScope.AllocateSleeve("TECH", Money.of("1000.01")));

    assertThat(story.lastIssue()).isEqualTo(IssueCode.WOULD_BE_UNDONE);
    var failed = (AccountOutcome.Failed) story.lastOutcome();
    assertThat(failed.sentence()).contains("band ends at $6000.00", "at most $1000.00");
  }

  @Test
  void anAllocationUpToTheEndOfTheBandIsMade() {
    var story = leverageChanged();

    story.build("R-1", new BuildScope.AllocateSleeve("TECH", Money.of("1000")));

    assertThat(story.pending().transfers()).hasSize(1);
  }

  @Test
  void anAllocationThatTheTargetWouldUndoIsMadeWhereItIsForced() {
    var story = leverageChanged();

    story.command(new Ask.AllocateSleeve("R-1", "TECH", Money.of("2000"), true));
    story.buildOpened();

    assertThat(story.pending().acrs().get(0).change().amount()).isEqualTo(Money.of("2000"));
  }

  @Test
  void theSmallestAllocationIsLetThroughEvenIntoASleeveAboveItsBand() {
    var story = leverageChanged(managed("2000"), following("TECH", "0", "AAA 80"));

    story.build("R-1", new BuildScope.AllocateSleeve("TECH", Money.of("1.00")));

    assertThat(story.pending().orders()).isNotEmpty();
  }

  @Test
  void theWithdrawalFailsThatWouldLeaveTheAccountBelowItsOwnMaintenanceMargin() {
    var story = leverageChanged(managed("5000"), following("TECH", "-2500", "AAA 75"));
    story.account(changed("F-1", AccountType.MARGIN, true, "0.70", "USD", AccountStatus.ACTIVE));

    story.command(
        new Ask.CashMovement(
            "M-1",
            CashFlow.Direction.WITHDRAWAL,
            Money.of("5000"),
            CashFlow.Method.PRO_RATA,
            List.of(),
            null,
            null,
            null,
            List.of()));
    story.buildOpened();

    assertThat(story.lastRun().issue()).isEqualTo(IssueCode.MARGIN_CALL);
    assertThat(story.lastRun().sentence())
        .contains("equity would be $5000.00 and exposure $7500.00", "margin call of $250.00");
    var said = story.said(Output.Built.class);
    assertThat(RecomputeProposal.answer(said.get(said.size() - 1).proposal()))
        .isEqualTo(new RecomputeProposal.Answer.Agrees());
  }
}
