package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.BatchHash;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.ContentHash;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.CashFlow;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A batch that is replaced")
class ReplaceBatchTest {
  /** 40 of AAA are to be sold, 40 of BBB bought. */
  private static Story inFlight() {
    var story = Story.begun();
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    story.opened("HALVES", List.of(managed("0", "AAA 90", "BBB 10")));
    story.build("R-1");
    story.approve("R-1");
    return story.forgotten();
  }

  private static Ask.ReplaceBatch replace(Story story) {
    return new Ask.ReplaceBatch(story.openBatch().batchId(), "R-2", null);
  }

  private static Story replaced() {
    var story = inFlight();
    story.command("C-replace", replace(story));
    return story;
  }

  private static void endAll(Story story) {
    story.openBatch().orders().forEach(o -> story.executed(story.said(Type.CANCELED, o.orderId())));
  }

  private static List<AccountOutcome.Opened> opened(Story story) {
    return story.outcomes().stream()
        .filter(AccountOutcome.Opened.class::isInstance)
        .map(AccountOutcome.Opened.class::cast)
        .toList();
  }

  private static String sentence(Story story) {
    return story.said(Output.Rejected.class).get(0).sentence();
  }

  private static BatchRelease lastRelease(Story story) {
    var all = story.said(Output.Release.class);
    return all.get(all.size() - 1).release();
  }

  @Test
  void isCanceledFirstAndNothingElseIsSent() {
    var story = replaced();

    assertThat(story.said(Output.Release.class))
        .extracting(release -> release.release().kind())
        .containsExactly(BatchRelease.Kind.CANCELLATION);
    assertThat(opened(story)).isEmpty();
    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);
  }

  @Test
  void isAskedForAgainOnceEveryOrderHasEndedAndPositionsCoverWhatWasFilled() {
    var story = replaced();
    story.executed(story.fill(story.orderOf("AAA"), "15"));
    endAll(story);
    assertThat(opened(story)).as("positions do not show the fill yet").isEmpty();

    story.positionsThroughNow(List.of(managed("1500", "AAA 75", "BBB 10")));

    assertThat(opened(story))
        .containsExactly(
            new AccountOutcome.Opened(
                "R-2",
                "A-1",
                "F-1",
                "advisor-7",
                "advisor-7",
                null,
                new BuildScope.WholeAccount(),
                Acr.Source.REBALANCE,
                story.now));
  }

  @Test
  void isBuiltOnWhatWasFilledAndTradesOnlyTheRest() {
    var story = replaced();
    story.executed(story.fill(story.orderOf("AAA"), "15"));
    endAll(story);
    story.positionsThroughNow(List.of(managed("1500", "AAA 75", "BBB 10")));

    story.buildOpened();

    assertThat(story.pending().orders())
        .extracting(Order::securityId, Order::quantity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("AAA", Quantity.of("25")),
            org.assertj.core.groups.Tuple.tuple("BBB", Quantity.of("40")));
  }

  @Test
  void tradesNothingBeforeItsReplacementIsApproved() {
    var story = replaced();
    endAll(story);
    story.buildOpened();
    story.judged().ticked();

    assertThat(story.stage()).isEqualTo(Stage.PENDING_APPROVAL);
    assertThat(story.said(Output.Release.class)).hasSize(1);
  }

  @Test
  void isNamedByTheBatchThatReplacesItUnderNewOrderIds() {
    var story = inFlight();
    var old = story.openBatch();
    story.command(replace(story));
    endAll(story);
    story.buildOpened();
    story.approve("R-2");

    var batch = lastRelease(story).batch();
    assertThat(lastRelease(story).kind()).isEqualTo(BatchRelease.Kind.WHOLE);
    assertThat(batch.replacesBatchId()).isEqualTo(old.batchId());
    assertThat(ContentHash.isOf(batch)).isTrue();
    assertThat(BatchHash.isOf(lastRelease(story))).isTrue();
    assertThat(batch.orders())
        .extracting(Order::orderId)
        .doesNotContainAnyElementsOf(old.orders().stream().map(Order::orderId).toList());
  }

  @Test
  void isBuiltByTheLogicThatWasAskedFor() {
    var story = inFlight();
    story.command(
        new Ask.ReplaceBatch(story.openBatch().batchId(), "R-2", TradeLogic.MIN_TRANSACTION));
    endAll(story);

    assertThat(opened(story).get(0).logic()).isEqualTo(TradeLogic.MIN_TRANSACTION);
  }

  @Test
  void thatFilledBeforeTheCancellationCameLeavesItsReplacementNothingToTrade() {
    var story = replaced().filled();
    story.positionsThroughNow(List.of(managed("0", "AAA 50", "BBB 50")));

    story.buildOpened();

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.NoTrades.class);
    assertThat(story.book.pending()).isNull();
  }

  @Test
  void isReplacedByNothingWhereAFillComesLateThatPositionsDoNotShow() {
    var story = replaced();
    var order = story.orderOf("AAA");
    endAll(story);
    story.buildOpened();
    story.later(Duration.ofSeconds(1));
    story.executed(story.execution("X-late", Type.FILL, order, "15"));

    story.approve("R-2");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.STALE_PROPOSAL);
    assertThat(story.said(Output.Release.class)).as("nothing but the cancellation").hasSize(1);
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    story.positionsThroughNow(List.of(managed("1500", "AAA 75", "BBB 10")));
    story.build("R-3");
    assertThat(story.pending().orders().get(0).quantity()).isEqualTo(Quantity.of("25"));
  }

  @Test
  void keepsItsAccountInFlightWhereAFillComesLateBesideItsReplacement() {
    var story = replaced();
    var late = story.execution("X-late", Type.FILL, story.orderOf("AAA"), "15");
    endAll(story);
    story.buildOpened();
    story.approve("R-2");
    story.filled().executed(late);
    story.positions(9, story.now.minusMillis(1), List.of(managed("1500", "AAA 35", "BBB 50")));
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);

    story.positions(10, story.now, List.of(managed("1500", "AAA 35", "BBB 50")));

    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void byTheSameCommandAgainIsReplacedOnce() {
    var story = replaced();
    story.command("C-replace", replace(story));
    endAll(story);
    var afterwards = story.book;
    story.command("C-replace", new Ask.ReplaceBatch("B-any", "R-2", null));

    assertThat(story.book).isSameAs(afterwards);
    assertThat(opened(story)).hasSize(1);
    assertThat(story.said(Output.Release.class)).hasSize(1);
  }

  @Test
  void isNotReplacedTwiceAndSaysWhatReplacesIt() {
    var story = replaced();

    story.command(new Ask.ReplaceBatch(story.openBatch().batchId(), "R-3", null));

    assertThat(story.rejections()).containsExactly(RejectionCode.ALREADY_CANCELED);
    assertThat(sentence(story)).contains("request R-2 replaces it once it is back");
  }

  @Test
  void isNotReplacedByARequestOfItsOwnId() {
    var story = inFlight();

    story.command(new Ask.ReplaceBatch(story.openBatch().batchId(), "R-1", null));

    assertThat(story.rejections()).containsExactly(RejectionCode.REQUEST_ID_USED);
    assertThat(story.said(Output.Release.class)).isEmpty();
  }

  @Test
  void thatIsFinishedOrUnknownIsRefusedLikeACancellation() {
    var story = inFlight();
    var batchId = story.openBatch().batchId();
    story.command(new Ask.ReplaceBatch("B-other", "R-2", null));
    story.filled().command(new Ask.ReplaceBatch(batchId, "R-2", null));

    assertThat(story.rejections())
        .containsExactly(RejectionCode.UNKNOWN_BATCH, RejectionCode.BATCH_FINISHED);
  }

  @Test
  void ofAnAccountThatIsNotTradedAnyMoreCanOnlyBeCanceled() {
    var story = inFlight();
    story.account(Story.being(AccountStatus.FROZEN));

    story.command(replace(story));
    story.command(new Ask.CancelBatch(story.openBatch().batchId()));

    assertThat(story.rejections()).containsExactly(RejectionCode.WRONG_STATE);
    assertThat(sentence(story)).contains("cancel batch");
    assertThat(story.said(Output.Release.class)).hasSize(1);
  }

  @Test
  void isAskedForAgainAtOnceWhereItWasNeverSent() {
    var story = replaced();

    story.releaseRefused("R-1", story.openBatch().batchId());
    story.buildOpened();
    story.approve("R-2");

    assertThat(lastRelease(story).batch().replacesBatchId())
        .as("the custodian never heard of what it would name")
        .isNull();
  }

  @Test
  void isAskedForOnceThoughAResultComesLate() {
    var story = replaced();
    var order = story.orderOf("AAA");
    endAll(story);
    story.later(Duration.ofSeconds(1));
    story.executed(story.execution("X-late", Type.FILL, order, "15"));
    story.positionsThroughNow(List.of(managed("1500", "AAA 75", "BBB 10")));

    assertThat(opened(story)).hasSize(1);
    story.buildOpened();
    assertThat(story.pending().orders().get(0).quantity()).isEqualTo(Quantity.of("25"));
  }

  @Test
  void ofALiquidationIsReplacedByTheLiquidationOfTheRest() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5"), cash("0.5"));
    story.opened("MIXED", List.of(managed("1000"), following("TECH", "0", "AAA 5", "BBB 5")));
    story.build("L-1", new BuildScope.LiquidateSleeve("TECH"));
    story.approve("L-1");
    story.command(replace(story));
    story.executed(story.fill(story.orderOf("AAA"), "5"));
    endAll(story);
    story.positionsThroughNow(List.of(managed("1000"), following("TECH", "500", "BBB 5")));

    story.buildOpened();

    assertThat(story.pending().orders()).extracting(Order::securityId).containsExactly("BBB");
    assertThat(opened(story).get(0).source()).isEqualTo(Acr.Source.MANUAL);
  }

  @Test
  void ofAnAllocationIsNotReplacedSinceItsCapitalWouldMoveTwice() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 1");
    story.boards.target("MIXED", model("TECH", "0.5"), cash("0.5"));
    story.opened("MIXED", List.of(managed("5000"), following("TECH", "0", "AAA 40")));
    story.build("L-1", new BuildScope.AllocateSleeve("TECH", Money.of("500")));
    story.approve("L-1");

    story.command(replace(story));

    assertThat(story.rejections()).containsExactly(RejectionCode.WRONG_STATE);
    assertThat(sentence(story)).contains("cancel it, then allocate what is still wanted");
  }

  // Cash movements.

  private static Sleeve funding(String cash) {
    return Story.sleeve("FUNDING", Sleeve.Kind.FUNDING, null, cash);
  }

  private static Story withdrawing() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    story.opened("HALF", List.of(managed("5000", "AAA 50")));
    story.command(
        new Ask.CashMovement(
            "M-1",
            CashFlow.Direction.WITHDRAWAL,
            Money.of("1000"),
            CashFlow.Method.REBALANCER,
            List.of(),
            null,
            null,
            null,
            List.of()));
    story.buildOpened();
    story.approve("M-1");
    return story;
  }

  @Test
  void ofAWithdrawalLeavesItsRunToTheReplacement() {
    var story = withdrawing();
    story.command(replace(story));
    story.forgotten();
    story.executed(story.said(Type.CANCELED, null));

    assertThat(story.movements()).containsExactly("M-1 PROCESSING");
    assertThat(story.lastRun().requestId()).isEqualTo("R-2");
    story.buildOpened();
    story.approve("R-2");
    story.filled();
    story.positionsThroughNow(List.of(managed("4500", "AAA 45"), funding("1000")));
    assertThat(story.movements()).containsExactly("M-1 PROCESSING", "M-1 WORKING", "M-1 COMPLETED");
  }

  @Test
  void ofAWithdrawalThatIsMerelyCanceledEndsItsRunCanceled() {
    var story = withdrawing();
    story.command(new Ask.CancelBatch(story.openBatch().batchId()));
    story.forgotten();
    story.executed(story.said(Type.CANCELED, null));

    assertThat(story.movements()).containsExactly("M-1 CANCELED");
    assertThat(story.lastRun().sentence()).contains("was canceled").contains("FUNDING has $0.00");
  }

  @Test
  void ofAWithdrawalThatWasQuickerIsComplete() {
    var story = withdrawing();
    story.command(new Ask.CancelBatch(story.openBatch().batchId()));
    story.forgotten().filled();
    story.positionsThroughNow(List.of(managed("4500", "AAA 45"), funding("1000")));

    assertThat(story.movements()).containsExactly("M-1 COMPLETED");
  }

  @Test
  void goesBeforeACashMovementThatWaits() {
    var story = replaced();
    story.command(
        new Ask.CashMovement(
            "M-1",
            CashFlow.Direction.WITHDRAWAL,
            Money.of("100"),
            CashFlow.Method.REBALANCER,
            List.of(),
            null,
            null,
            null,
            List.of()));
    endAll(story);
    story.judged();

    assertThat(story.lastRun().sentence()).contains("It waits for what replaces batch");
    story.buildOpened();
    story.discard("R-2", AccountTask.Discard.Reason.CANCELED);
    story.judged();
    assertThat(opened(story)).extracting(AccountOutcome.Opened::requestId).contains("M-1");
  }

  @Test
  void whoseReplacementIsRefusedBecauseItsIdIsUsedLetsOthersGoOn() {
    var story = replaced();
    endAll(story);
    story.discard("R-2", AccountTask.Discard.Reason.REQUEST_ID_USED);

    assertThat(story.book.batches().awaitingReplacement()).isNull();
  }

  @Test
  void byHandIsAskedForAgainAndNamedSoThatTheCustodianMayRefuse() {
    var story = inFlight();
    var old = story.openBatch().batchId();
    story.command(replace(story));
    story.command(new Ask.ReleaseBatch(old));

    story.buildOpened();
    story.approve("R-2");

    assertThat(lastRelease(story).batch().replacesBatchId()).isEqualTo(old);
  }
}
