package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.END_OF_DAY;
import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.changed;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask.Discard.Reason;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.BatchHash;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.ContentHash;
import io.evenkeel.core.approval.OrderIds;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.rebalance.IssueCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Approving an account's proposal")
class ApprovingTest {
  /** A sleeve to be enlarged and levered, and a security to be sold. */
  private static Story proposed() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), security("CCC", "0.3"), cash("0.2"));
    story
        .account(Story.ACCOUNT)
        .positions(List.of(managed("2000", "CCC 60"), following("TECH", "0", "AAA 10", "BBB 10")));
    story.command(new Ask.OpeningState("MIXED", true, true, new TreeMap<>()));
    story.judged().build("R-1");
    story.pending();
    return story.forgotten();
  }

  @Test
  void handsTheBatchOver() {
    var story = proposed();
    var proposal = story.pending();

    story.approve("R-1");

    var batch = story.openBatch();
    assertThat(batch.batchId()).isEqualTo(OrderIds.batchId("R-1", "A-1"));
    assertThat(batch.orders()).isEqualTo(proposal.orders());
    assertThat(batch.transfers()).isEqualTo(proposal.transfers());
    assertThat(batch.executeBy()).isEqualTo(END_OF_DAY);
    assertThat(batch.custodianAccountRef()).isEqualTo("ref-1");
    assertThat(ContentHash.isOf(batch)).isTrue();
    assertThat(BatchHash.isOf(BatchRelease.whole(batch))).isTrue();
    assertThat(story.said(Output.Release.class))
        .containsExactly(new Output.Release(batch, story.now));
    assertThat(story.outcomes()).containsExactly(new AccountOutcome.HandedOver(batch, story.now));
    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);
    assertThat(story.status().openBatchId()).isEqualTo(batch.batchId());
  }

  @Test
  void againOnceItsBatchHasEndedIsAnsweredTheSameAndTradesNothing() {
    var story = proposed();
    story.approve("R-1");
    var batch = story.openBatch();
    batch.orders().forEach(o -> story.executed(story.said(Execution.Type.REJECT, o.orderId())));
    assertThat(story.book.batches().open()).isNull();
    var before = story.book;

    var decision = story.approve("R-1");

    assertThat(decision.outputs())
        .containsExactly(new Output.Outcome(new AccountOutcome.HandedOver(batch, story.now)));
    assertThat(story.book).isSameAs(before);
  }

  @Test
  void takesItsAcrsFromProposedToSubmitted() {
    var story = proposed();

    story.approve("R-1");

    assertThat(story.acrStates()).containsExactly(Acr.State.APPROVED, Acr.State.SUBMITTED);
  }

  @Test
  void latchesLeverage() {
    var story = proposed();
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);

    story.approve("R-1");

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
  }

  @Test
  void acknowledgesWhatARebalanceWasBuiltOn() {
    var story = proposed();
    story.discard("R-1", Reason.CANCELED);
    story.boards.target("OTHER", model("TECH", "0.5"), security("CCC", "0.2"), cash("0.3"));
    story.assign("OTHER").judged();
    assertThat(story.status().causes()).contains(Cause.TARGET);

    story.build("R-2");
    assertThat(story.judged().status().causes()).contains(Cause.TARGET);
    story.approve("R-2");

    assertThat(story.judged().status().causes()).doesNotContain(Cause.TARGET);
  }

  @Test
  void againIsAnsweredTheSameAndTradesNothing() {
    var story = proposed();
    story.approve("R-1");
    var before = story.book;
    story.forgotten();

    story.approve("R-1");

    assertThat(story.book).isSameAs(before);
    assertThat(story.outputs)
        .containsExactly(
            new Output.Outcome(new AccountOutcome.HandedOver(story.openBatch(), story.now)));
  }

  @Test
  void thatIsNotPendingTradesNothing() {
    var story = proposed();

    story.approve("R-2");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.STALE_PROPOSAL);
    assertThat(story.said(Output.Release.class)).isEmpty();
    assertThat(story.pending().requestId()).isEqualTo("R-1");
  }

  @Test
  void underTheHashThatWasSeenIsDone() {
    var story = proposed();

    story.approve("R-1", story.pending().contentHash());

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.HandedOver.class);
  }

  @Test
  void underAnotherHashIsStale() {
    var story = proposed();

    story.approve("R-1", "0".repeat(64));

    assertStale(story);
  }

  private static void assertStale(Story story) {
    assertThat(story.lastIssue()).isEqualTo(IssueCode.STALE_PROPOSAL);
    assertThat(story.said(Output.Release.class)).isEmpty();
    assertThat(story.acrStates()).containsExactly(Acr.State.FAILED);
    assertThat(story.book.pending()).isNull();
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
  }

  @Test
  void isStaleWhereAQuantityChanged() {
    var story = proposed();
    story.positions(List.of(managed("2000", "CCC 61"), following("TECH", "0", "AAA 10", "BBB 10")));

    story.approve("R-1");

    assertStale(story);
  }

  @Test
  void isStaleWhereCashChangedByACent() {
    var story = proposed();
    story.positions(
        List.of(managed("2000.01", "CCC 60"), following("TECH", "0", "AAA 10", "BBB 10")));

    story.approve("R-1");

    assertStale(story);
  }

  @Test
  void isStaleWherePositionsAreGone() {
    var story = proposed().withoutPositions();

    story.approve("R-1");

    assertStale(story);
  }

  @Test
  void isDoneWhereAnotherVersionOfPositionsSaysTheSame() {
    var story = proposed();
    story.positions(
        List.of(following("TECH", "0", "BBB 10", "AAA 10", "DDD 0"), managed("2000.00", "CCC 60")));

    story.approve("R-1");

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.HandedOver.class);
  }

  @Test
  void isStaleWhereTheTargetChanged() {
    var story = proposed();
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), security("CCC", "0.2"), cash("0.3"));

    story.approve("R-1");

    assertStale(story);
  }

  @Test
  void isStaleWhereAnotherTargetIsAssigned() {
    var story = proposed();
    story.boards.target("OTHER", cash("1"));
    story.assign("OTHER");

    story.approve("R-1");

    assertStale(story);
  }

  @Test
  void isDoneWhereAnotherVersionOfTheTargetSaysTheSame() {
    var story = proposed();
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), security("CCC", "0.3"), cash("0.2"));

    story.approve("R-1");

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.HandedOver.class);
  }

  @Test
  void isStaleWhereAModelThatItFollowsChanged() {
    var story = proposed();
    story.boards.model("TECH", "AAA 0.5001", "BBB 0.4999");

    story.approve("R-1");

    assertStale(story);
  }

  @Test
  void isDoneWhereAPriceMovedByTwoPercent() {
    var story = proposed();
    story.boards.price("AAA", "102").price("CCC", "98");

    story.approve("R-1");

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.HandedOver.class);
  }

  @ParameterizedTest
  @CsvSource({"AAA, 102.000001", "CCC, 97.999999"})
  void isStaleWhereAPriceMovedByMoreThanTwoPercent(String securityId, String price) {
    var story = proposed();
    story.boards.price(securityId, price);

    story.approve("R-1");

    assertStale(story);
  }

  @Test
  void isDoneWhereThePriceOfWhatItDoesNotTradeMoved() {
    var story = proposed();
    story.boards.price("DDD", "500");

    story.approve("R-1");

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.HandedOver.class);
  }

  @Test
  void isStaleWhereAPriceIsGoneOrHeld() {
    var gone = proposed();
    gone.boards.withoutPrice("AAA");
    gone.approve("R-1");
    assertStale(gone);

    var held = proposed();
    held.boards.quarantined("AAA", "100");
    held.approve("R-1");
    assertStale(held);
  }

  @Test
  void failsWhereMarginWasSwitchedOffMeanwhile() {
    var story = proposed();
    story.account(changed("F-1", AccountType.MARGIN, false, null, "USD", AccountStatus.ACTIVE));

    story.approve("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.MARGIN_NOT_ENABLED);
    assertThat(story.said(Output.Release.class)).isEmpty();
  }

  @Test
  void failsWhereTheAccountIsNoLongerActive() {
    var story = proposed().account(Story.being(AccountStatus.FROZEN));

    story.approve("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.ACCOUNT_NOT_ACTIVE);
  }

  @Test
  void isStaleWhereTheSleevesLeverageChanged() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 1");
    story.boards.target("ALL", model("TECH", "1", "1.5"));
    story.account(Story.ACCOUNT).positions(List.of(managed("0"), following("TECH", "0", "AAA 10")));
    story.assign("ALL").rebalancing(true).build("R-1");
    story.pending();
    var leverage = new TreeMap<>(Map.of("TECH", Leverage.of("1.2")));
    story.command(new Ask.OpeningState("ALL", true, true, leverage));

    story.approve("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.STALE_PROPOSAL);
  }

  @Test
  void leftOutForgetsItAndCancelsItsAcrs() {
    for (var reason : List.of(Reason.REMOVED, Reason.CANCELED, Reason.NOT_ANSWERED)) {
      var story = proposed();

      story.discard("R-1", reason);

      assertThat(story.acrStates()).containsExactly(Acr.State.CANCELED);
      assertThat(story.outcomes()).isEmpty();
      assertThat(story.book.pending()).isNull();
      assertThat(story.stage()).isEqualTo(Stage.QUEUED);
    }
  }

  @Test
  void tooLateExpiresItsAcrs() {
    var story = proposed();

    story.discard("R-1", Reason.EXPIRED);

    assertThat(story.acrStates()).containsExactly(Acr.State.EXPIRED);
  }

  @Test
  void thatIsForgottenLeavesAnotherRequestsProposalAlone() {
    var story = proposed();

    story.discard("R-other", Reason.CANCELED);

    assertThat(story.outputs).isEmpty();
    assertThat(story.pending().requestId()).isEqualTo("R-1");
  }

  @Test
  void isUndoneWhereItsReleaseIsRefused() {
    var story = proposed();
    story.rebalancing(false).rebalancing(true);
    var before = story.book;
    story.approve("R-1");
    story.forgotten();

    story.releaseRefused("R-1", OrderIds.batchId("R-1", "A-1"));

    assertThat(story.lastIssue()).isEqualTo(IssueCode.RELEASE_REFUSED);
    assertThat(story.acrStates()).containsExactly(Acr.State.FAILED);
    assertThat(story.book.batches().open()).isNull();
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
    assertThat(story.book.acknowledged()).isEqualTo(before.acknowledged());
    assertThat(story.stage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void isUndoneOnceHoweverOftenItsReleaseIsRefused() {
    var story = proposed();
    story.approve("R-1");
    story.releaseRefused("R-1", OrderIds.batchId("R-1", "A-1"));
    story.forgotten();

    story.releaseRefused("R-1", OrderIds.batchId("R-1", "A-1"));

    assertThat(story.outputs).isEmpty();
  }

  @Test
  void isUndoneWithoutForgettingThatItWasSwitchedOnMeanwhile() {
    var story = proposed();
    story.approve("R-1");
    story.rebalancing(false).rebalancing(true);

    story.releaseRefused("R-1", OrderIds.batchId("R-1", "A-1"));

    assertThat(story.judged().status().causes()).contains(Cause.SWITCHED_ON);
  }

  @Test
  void ofTransfersAloneLatchesNoLeverageExceptForANewSleeve() {
    var story = Story.begun();
    story.boards.price("AAA", "100000").model("TECH", "AAA 1");
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), cash("0.5"));
    story.opened("MIXED", List.of(managed("1000")));

    story.build("R-1");
    assertThat(story.pending().orders()).isEmpty();
    story.approve("R-1");

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
  }

  @Test
  void ofTransfersAloneIntoAnExistingSleeveLatchesNoLeverage() {
    var story = Story.begun();
    story.boards.price("AAA", "100000").model("TECH", "AAA 1");
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), cash("0.5"));
    story.opened("MIXED", List.of(managed("1000"), following("TECH", "10")));

    story.build("R-1");
    assertThat(story.pending().orders()).isEmpty();
    assertThat(story.pending().transfers()).isNotEmpty();
    story.approve("R-1");

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
  }
}
