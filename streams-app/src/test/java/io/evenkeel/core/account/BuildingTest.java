package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.changed;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.ContentHash;
import io.evenkeel.core.approval.OrderIds;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A build for an account")
class BuildingTest {
  private static final BuildScope LIQUIDATE = new BuildScope.LiquidateSleeve("TECH");

  private static Story half(Sleeve... sleeves) {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    return story.opened("HALF", List.of(sleeves));
  }

  private static Story drifted() {
    return half(managed("1000", "AAA 90"));
  }

  private static Story inModel() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5"), cash("0.5"));
    return story.opened(
        "MIXED", List.of(managed("8000"), following("TECH", "0", "AAA 10", "BBB 10")));
  }

  @Test
  void proposesTradesThatWaitForApproval() {
    var story = drifted();

    story.build("R-1");

    assertThat(story.pending().orders()).singleElement().extracting("securityId").isEqualTo("AAA");
    assertThat(story.lastOutcome())
        .isEqualTo(new AccountOutcome.Proposed(story.pending(), "F-1", "advisor-7"));
    assertThat(story.said(Output.Release.class)).isEmpty();
    assertThat(story.stage()).isEqualTo(Stage.PENDING_APPROVAL);
    assertThat(story.status().openRequestId()).isEqualTo("R-1");
  }

  @Test
  void tellsWhatItProposesWithTheLinesThatLedToIt() {
    var story = drifted();

    story.build("R-1");

    var told = story.said(Output.Built.class).get(0).proposal();
    assertThat(told.result()).isEqualTo(new TradeProposal.Result.Proposed(story.pending()));
    assertThat(told.lines()).extracting("name").containsExactly("SECURITY:AAA", "CASH");
    assertThat(told.owner()).isEqualTo(new Owner("A-1", "F-1", "advisor-7", "SCHWAB"));
  }

  @Test
  void givesOrdersIdsThatAreAFunctionOfRequestAccountAndLine() {
    var story = drifted();

    story.build("R-1");

    assertThat(story.pending().orders().get(0).orderId())
        .isEqualTo(OrderIds.orderId("R-1", "A-1", "SECURITY:AAA"));
  }

  @Test
  void hashesWhatItProposes() {
    var story = drifted();

    story.build("R-1");

    assertThat(story.pending().contentHash()).isEqualTo(ContentHash.of(story.pending()));
  }

  @Test
  void ofTheSameWorldGivesTheSameProposal() {
    var one = drifted();
    var other = drifted();

    one.build("R-1");
    other.build("R-1");

    assertThat(other.pending()).isEqualTo(one.pending());
  }

  @Test
  void takesTheTargetsTradeLogicWhereTheRequestNamesNone() {
    var story = drifted();
    story.build("R-1");
    assertThat(story.pending().logic()).isEqualTo(TradeLogic.BEST_FIT);

    story.discard("R-1", AccountTask.Discard.Reason.CANCELED);
    story.build("R-2", new BuildScope.WholeAccount(), TradeLogic.MIN_TRANSACTION);
    assertThat(story.pending().logic()).isEqualTo(TradeLogic.MIN_TRANSACTION);
  }

  @Test
  void proposesAnAcrForEverySleeveThatItMovesCapitalInto() {
    var story = inModel();

    story.build("R-1");

    assertThat(story.acrStates()).containsExactly(Acr.State.PROPOSED);
    assertThat(story.pending().acrs())
        .singleElement()
        .satisfies(
            acr -> {
              assertThat(acr.acrId()).isEqualTo(OrderIds.acrId("R-1", "A-1", "TECH"));
              assertThat(acr.source()).isEqualTo(Acr.Source.REBALANCE);
              assertThat(acr.change().amount()).isEqualTo(Money.of("3000"));
            });
    assertThat(story.judged().status().openAcrIds())
        .containsExactly(OrderIds.acrId("R-1", "A-1", "TECH"));
  }

  @Test
  void ofAnotherFirmsRequestFails() {
    var story = drifted();
    var task =
        new AccountTask.Build(
            "R-1",
            "A-1",
            "F-2",
            null,
            new BuildScope.WholeAccount(),
            Acr.Source.REBALANCE,
            story.now);

    story.does((book, moment) -> Building.build(book, task, moment));

    assertThat(story.lastIssue()).isEqualTo(IssueCode.FOREIGN_FIRM);
  }

  @Test
  void ofARequestThatWasTradedIsAnsweredByItsBatchAndProposesNothingAgain() {
    var story = drifted();
    story.build("R-1");
    story.approve("R-1");
    var batch = story.openBatch();

    assertThat(story.build("R-1").outputs())
        .as("while the batch is open")
        .containsExactly(new Output.Outcome(new AccountOutcome.HandedOver(batch, story.now)));
    batch.orders().forEach(o -> story.executed(story.said(Execution.Type.REJECT, o.orderId())));
    assertThat(story.book.batches().open()).isNull();
    var before = story.book;

    assertThat(story.build("R-1").outputs())
        .as("once it has ended")
        .containsExactly(new Output.Outcome(new AccountOutcome.HandedOver(batch, story.now)));
    assertThat(story.book).isSameAs(before);
  }

  @Test
  void ofAnUnknownAccountFails() {
    var story = Story.begun();

    story.build("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.UNKNOWN_ACCOUNT);
    assertThat(story.said(Output.Built.class).get(0).proposal().owner()).isNull();
  }

  @Test
  void ofAnAccountThatIsNotActiveFails() {
    var story = drifted().account(Story.being(AccountStatus.FROZEN));

    story.build("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.ACCOUNT_NOT_ACTIVE);
  }

  @Test
  void ofAnAccountWithRebalancingOffFailsUnlessItIsByHand() {
    var story = inModel().rebalancing(false);

    story.build("R-1");
    assertThat(story.lastIssue()).isEqualTo(IssueCode.REBALANCING_OFF);

    story.build("R-2", LIQUIDATE);
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.Proposed.class);
  }

  @Test
  void ofAnUncheckableAccountFailsWithItsReasons() {
    var story = drifted();
    story.boards.quarantined("AAA", "100");

    story.build("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.UNCHECKABLE);
    assertThat(((AccountOutcome.Failed) story.lastOutcome()).sentence())
        .isEqualTo("The account cannot be judged: PRICE_QUARANTINED AAA.");
    assertThat(story.said(Output.Built.class).get(0).proposal().result())
        .isInstanceOf(TradeProposal.Result.Failed.class);
  }

  @Test
  void ofConfiguredLeverageFailsWhereTheAccountMayNotBorrow() {
    var story = inModel();
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), cash("0.5"));
    story.account(changed("F-1", AccountType.CASH, true, null, "USD", AccountStatus.ACTIVE));

    story.build("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.MARGIN_NOT_ENABLED);
  }

  @Test
  void whileOrdersAreInFlightFails() {
    var story = drifted();
    story.build("R-1");
    story.approve("R-1");

    story.build("R-2");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.ORDERS_IN_FLIGHT);
    assertThat(story.openBatch().requestId()).isEqualTo("R-1");
  }

  @Test
  void whileAnotherRequestsProposalIsPendingFails() {
    var story = drifted();
    story.build("R-1");

    story.build("R-2");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.ALREADY_PENDING);
    assertThat(story.pending().requestId()).isEqualTo("R-1");
  }

  @Test
  void ofTheSameRequestAgainIsAnsweredTheSame() {
    var story = inModel();
    story.build("R-1");
    var first = story.lastOutcome();
    story.forgotten();

    story.build("R-1");

    assertThat(story.outputs).containsExactly(new Output.Outcome(first));
  }

  @Test
  void withoutTradesAcknowledgesTargetSwitchingOnAndReallocation() {
    var story = Story.begun();
    story.boards.price("AAA", "1000").price("BBB", "1000");
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("ALL", model("TECH", "1"));
    story.opened("ALL", List.of(managed("0"), following("TECH", "0", "AAA 1", "BBB 1")));
    story.rebalancing(false).judged().rebalancing(true);
    story.boards.model("TECH", "AAA 0.51", "BBB 0.49");
    story.boards.target("ALL", withThreshold(model("TECH", "1"), "0.30"));
    story.judged();
    assertThat(story.lastEvent().causes())
        .contains(Cause.TARGET, Cause.SWITCHED_ON, Cause.REALLOCATION);

    // Shares of 1,000 in a sleeve of 2,000: no lot comes nearer.
    story.build("R-1");

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.NoTrades.class);
    assertThat(story.judged().status().causes())
        .doesNotContain(Cause.TARGET, Cause.SWITCHED_ON, Cause.REALLOCATION);
  }

  private static Component withThreshold(Component component, String relative) {
    return new Component(
        component.kind(),
        component.ref(),
        component.weight(),
        Tolerance.relative(relative),
        component.precision(),
        component.leverage(),
        component.trackManagerLeverage(),
        component.triggers());
  }

  @Test
  void byHandWithoutTradesAcknowledgesNothing() {
    var story = inModel();
    story.positions(List.of(managed("8000"), following("TECH", "0")));
    story.boards.target("OTHER", model("TECH", "0.4"), cash("0.6"));
    story.assign("OTHER").judged();

    story.build("R-1", LIQUIDATE);

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.NoTrades.class);
    assertThat(story.judged().status().causes()).contains(Cause.TARGET);
  }

  @Test
  void byHandIsMarkedSo() {
    var story = inModel();

    story.build("R-1", LIQUIDATE);

    assertThat(story.pending().acrs())
        .singleElement()
        .extracting("source")
        .isEqualTo(Acr.Source.MANUAL);
  }

  @Test
  void ofOneDollarByHandLatchesWhatIsConfiguredIfItTradesInTheSleeve() {
    var story = inModel();
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), cash("0.5"));

    story.build("R-1", new BuildScope.AllocateSleeve("TECH", Money.of("1")));
    story.approve("R-1");

    assertThat(story.openBatch().orders()).isNotEmpty();
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
  }

  @Test
  void isJudgedOnItsOwnLookAndSaysNoDriftEvent() {
    var story = half(managed("5000", "AAA 50")).forgotten();
    story.boards.price("AAA", "200");

    story.build("R-1");

    assertThat(story.events()).isEmpty();
    assertThat(story.book.drift().sides()).isEmpty();
    assertThat(story.pending().orders()).isNotEmpty();
  }

  @Test
  void takesAnOwnTargetFirst() {
    var story = drifted();
    story.boards.ownTarget("OWN", "A-1", "2026-11-19T00:00:00Z", security("BBB", "1"));

    story.build("R-1");

    assertThat(story.pending().basis().targetVersions()).containsOnlyKeys("OWN");
  }

  @Test
  void namesTheVersionsThatItWasBuiltOn() {
    var story = inModel();

    story.build("R-1");

    var basis = story.pending().basis();
    assertThat(basis.positionsVersion()).isEqualTo(1);
    assertThat(basis.targetVersions()).isEqualTo(new TreeMap<>(Map.of("MIXED", 1L)));
    assertThat(basis.modelVersions()).isEqualTo(new TreeMap<>(Map.of("TECH", 1L)));
  }
}
