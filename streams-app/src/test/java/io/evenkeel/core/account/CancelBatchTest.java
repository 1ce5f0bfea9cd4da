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
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.history.Anomaly;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A batch that is canceled")
class CancelBatchTest {
  private static final List<Sleeve> AFTER =
      List.of(managed("5000", "CCC 20"), following("TECH", "0", "AAA 15", "BBB 15"));

  /** In flight: CCC is sold, the sleeve gets capital and buys at a latched leverage of 1.5. */
  private static Story inFlight() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), security("CCC", "0.3"), cash("0.2"));
    story.opened(
        "MIXED", List.of(managed("2000", "CCC 60"), following("TECH", "0", "AAA 10", "BBB 10")));
    story.build("R-1");
    story.approve("R-1");
    return story.judged().forgotten();
  }

  private static Story transferInFlight() {
    var story = Story.begun();
    story.boards.price("AAA", "100000").model("TECH", "AAA 1");
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), cash("0.5"));
    story.opened("MIXED", List.of(managed("1000")));
    story.build("R-1");
    story.approve("R-1");
    return story.forgotten();
  }

  private static Ask.CancelBatch cancel(Story story) {
    return new Ask.CancelBatch(story.openBatch().batchId());
  }

  private static Story canceled() {
    var story = inFlight();
    story.command("C-cancel", cancel(story));
    return story;
  }

  private static void endAll(Story story, Type type) {
    story.openBatch().orders().forEach(o -> story.executed(story.said(type, o.orderId())));
  }

  private static Execution ofOrder(
      Story story, String id, String orderId, @Nullable String filled) {
    return story.execution(id, Type.CANCELED, orderId, filled);
  }

  private static String quantityOf(Story story, String securityId) {
    return story.openBatch().orders().stream()
        .filter(order -> order.securityId().equals(securityId))
        .findFirst()
        .orElseThrow()
        .quantity()
        .toString();
  }

  private static List<BatchRelease> releases(Story story) {
    return story.said(Output.Release.class).stream().map(Output.Release::release).toList();
  }

  private static String sentence(Story story) {
    var rejected = story.said(Output.Rejected.class);
    return rejected.get(rejected.size() - 1).sentence();
  }

  private static OrderFill fillOf(Story story, String orderId) {
    var progress = (AccountOutcome.Progress) story.lastOutcome();
    return progress.fills().stream()
        .filter(fill -> fill.orderId().equals(orderId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isToldToItsCustodianThroughTheLastStepWithEveryOrderThatIsOpen() {
    var story = inFlight();
    var done = story.orderOf("CCC");
    var open = List.of(story.orderOf("AAA"), story.orderOf("BBB"));
    story.executed(story.fill(done, quantityOf(story, "CCC")));

    story.command("C-cancel", cancel(story));

    var release = releases(story).get(0);
    assertThat(release.kind()).isEqualTo(BatchRelease.Kind.CANCELLATION);
    assertThat(release.id()).isEqualTo(story.openBatch().batchId() + "/C-cancel");
    assertThat(release.orders())
        .extracting(Order::orderId)
        .containsExactlyInAnyOrderElementsOf(open);
  }

  @Test
  void staysInFlightUntilItsCustodianHasSaidWhatBecameOfEveryOrder() {
    var story = canceled();
    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);

    story.executed(story.said(Type.CANCELED, story.orderOf("AAA")));
    story.executed(story.said(Type.CANCELED, story.orderOf("BBB")));
    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);

    story.executed(story.said(Type.CANCELED, story.orderOf("CCC")));
    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void leavesWhatIsFilledAsItIsAndAwaitsPositionsThatShowIt() {
    var story = inFlight();
    story.executed(story.fill(story.orderOf("CCC"), "10"));
    story.command(cancel(story));
    var partly = story.orderOf("CCC");
    endAll(story, Type.CANCELED);

    assertThat(fillOf(story, partly).filled()).isEqualTo(Quantity.of("10"));
    assertThat(fillOf(story, partly).state()).isEqualTo(OrderFill.State.CANCELED);
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);

    story.positionsThroughNow(AFTER);
    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void whoseOrderFilledBeforeTheCancellationCameIsFilled() {
    var story = canceled();
    var order = story.openBatch().orders().get(0);

    story.executed(story.fill(order.orderId(), order.quantity().toString()));

    assertThat(fillOf(story, order.orderId()).state()).isEqualTo(OrderFill.State.FILLED);
    assertThat(story.said(Output.Anomalous.class)).isEmpty();
  }

  @Test
  void isNotOverBeforeTheFillsAreThereThatACancellationCounts() {
    var story = canceled();
    endAllBut(story, "CCC");
    var order = story.orderOf("CCC");

    story.executed(ofOrder(story, "X-1", order, "10"));
    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);
    story.executed(story.fill(order, "10"));

    assertThat(fillOf(story, order).state()).isEqualTo(OrderFill.State.CANCELED);
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    assertThat(story.said(Output.Anomalous.class)).isEmpty();
  }

  private static void endAllBut(Story story, String securityId) {
    story.openBatch().orders().stream()
        .filter(order -> !order.securityId().equals(securityId))
        .forEach(order -> story.executed(story.said(Type.CANCELED, order.orderId())));
  }

  @Test
  void keepsAFillThatHappenedAfterItsCustodianConfirmedAndRaisesIt() {
    var story = canceled();
    var order = story.orderOf("CCC");
    endAllBut(story, "CCC");
    var end = story.said(Type.CANCELED, order);
    story.later(Duration.ofSeconds(1));
    var late = story.execution("X-late", Type.FILL, order, "5");

    story.executed(end);
    story.executed(late);

    assertThat(story.said(Output.Anomalous.class))
        .extracting(anomalous -> anomalous.anomaly().code())
        .containsExactly(Anomaly.Code.FILL_AFTER_TERMINAL);
    assertThat(fillOf(story, order).filled()).isEqualTo(Quantity.of("5"));
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
  }

  @Test
  void givesLeverageBackWhereItEndsWithoutAnyFillInTheSleeve() {
    var story = canceled();
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));

    endAll(story, Type.CANCELED);

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
    assertThat(story.acrStates()).containsExactly(Acr.State.CANCELED);
  }

  @Test
  void keepsLeverageWithAnyFillInTheSleeve() {
    var story = canceled();
    story.executed(story.fill(story.orderOf("AAA"), "1"));
    endAll(story, Type.CANCELED);

    story.positionsThroughNow(AFTER);

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
    assertThat(story.acrStates()).containsExactly(Acr.State.COMPLETED);
  }

  @Test
  void cancelsAnAcrOfWhoseOrdersSomeWereRejected() {
    var story = canceled();
    story.executed(story.said(Type.REJECT, story.orderOf("AAA")));
    story.openBatch().orders().stream()
        .filter(order -> !order.securityId().equals("AAA"))
        .forEach(order -> story.executed(story.said(Type.CANCELED, order.orderId())));

    assertThat(story.acrStates()).containsExactly(Acr.State.CANCELED);
  }

  @Test
  void beforeItWasTakenMovesNothingAndCancelsItsAcr() {
    var story = transferInFlight();
    story.command(cancel(story));

    story.executed(story.said(Type.CANCELED, null));

    assertThat(story.acrStates()).containsExactly(Acr.State.CANCELED);
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
    assertThat(story.book.batches().open()).as("there is nothing to wait for").isNull();
  }

  @Test
  void afterItsTransfersWereTakenIsCompleteAllTheSame() {
    var story = transferInFlight();
    story.command(cancel(story));

    story.executed(story.said(Type.ACK, null));
    story.executed(story.said(Type.CANCEL_REJECTED, null));

    assertThat(story.acrStates()).containsExactly(Acr.State.COMPLETED);
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
  }

  @Test
  void ofTransfersAloneIsNotOverBecauseItCouldNotBeCanceled() {
    var story = transferInFlight();
    story.command(cancel(story));

    story.executed(story.said(Type.CANCEL_REJECTED, null));

    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);
  }

  @Test
  void acknowledgesNothingUnlessItWasDoneAllTheSame() {
    var story = Story.begun();
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    story.account(Story.ACCOUNT).positions(List.of(managed("0", "AAA 90", "BBB 10")));
    story.assign("HALVES").rebalancing(true).judged();
    assertThat(story.status().causes()).contains(Cause.SWITCHED_ON, Cause.TARGET);
    story.build("R-1");
    story.approve("R-1");
    assertThat(story.judged().status().causes()).isEqualTo(java.util.Set.of(Cause.DRIFT));
    story.command(cancel(story));
    endAll(story, Type.CANCELED);
    assertThat(story.judged().status().causes()).contains(Cause.SWITCHED_ON, Cause.TARGET);

    story.build("R-2");
    story.approve("R-2");
    story.command(cancel(story));
    story.filled().positionsThroughNow(List.of(managed("0", "AAA 50", "BBB 50")));
    assertThat(story.judged().status().causes()).isEmpty();
  }

  @Test
  void isLeftAloneByPoliciesAndCanBeBuiltAgainByAnybodyElse() {
    var story = canceled();
    endAll(story, Type.CANCELED);

    assertThat(story.stage()).isEqualTo(Stage.NOTHING_TO_TRADE);
    story.build("R-2");
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.Proposed.class);
  }

  @Test
  void isNotCanceledTwiceWhileTheCustodianHasNotAnswered() {
    var story = canceled();

    story.command("C-again", cancel(story));

    assertThat(story.rejections()).containsExactly(RejectionCode.ALREADY_CANCELED);
    assertThat(sentence(story))
        .contains("was canceled at 2026-11-18T16:00:00Z by advisor-7")
        .contains("submit the account again once it is back");
    assertThat(releases(story)).hasSize(1);
  }

  @Test
  void byTheSameCommandAgainIsCanceledOnce() {
    var story = canceled();
    var before = story.book;

    story.command("C-cancel", cancel(story));

    assertThat(releases(story)).hasSize(1);
    assertThat(story.rejections()).isEmpty();
    assertThat(story.book).isSameAs(before);
  }

  @Test
  void thatGoesOnBecauseItIsTooLateSaysSoAndMayBeCanceledAgain() {
    var story = canceled();
    var order = story.orderOf("CCC");

    story.executed(story.said(Type.CANCEL_REJECTED, order));
    assertThat(story.judged().advisories()).containsExactly("+BATCH_NOT_CANCELED");
    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);

    story.command("C-again", cancel(story));
    assertThat(story.rejections()).isEmpty();
    assertThat(releases(story)).hasSize(2);
    assertThat(story.judged().advisories())
        .containsExactly("+BATCH_NOT_CANCELED", "-BATCH_NOT_CANCELED");
  }

  @Test
  void whoseCustodianDoesNotAnswerSaysSo() {
    var story = canceled();
    story.executed(story.said(Type.ACK, story.orderOf("CCC")));

    story.later(story.settings.unacknowledgedAfter().minusMillis(1)).ticked();
    assertThat(story.advisories()).isEmpty();
    story.later(Duration.ofMillis(1)).ticked();

    assertThat(story.advisories()).containsExactly("+BATCH_NOT_CANCELED");
  }

  @Test
  void goesOnWhereTheLastStepDoesNotTellTheCustodian() {
    var story = canceled();
    var batchId = story.openBatch().batchId();

    story.does((b, m) -> Approving.releaseRefused(b, notSent(story, batchId), m));

    assertThat(story.openBatch().batchId()).isEqualTo(batchId);
    assertThat(story.judged().advisories()).containsExactly("+BATCH_NOT_CANCELED");
    assertThat(story.said(Output.TakenBack.class))
        .extracting(Output.TakenBack::commandId, Output.TakenBack::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("C-cancel", RejectionCode.RELEASE_REFUSED));
    story.command("C-again", cancel(story));
    assertThat(story.rejections()).isEmpty();
  }

  private static AccountTask.ReleaseRefused notSent(Story story, String batchId) {
    return new AccountTask.ReleaseRefused(
        "R-1", "A-1", batchId, "it was never sent", story.now, new TreeSet<>(), "C-cancel");
  }

  @Test
  void isForgottenWhereItWasNeverSent() {
    var story = canceled();
    var batchId = story.openBatch().batchId();

    story.releaseRefused("R-1", batchId);
    story.does((b, m) -> Approving.releaseRefused(b, notSent(story, batchId), m));

    assertThat(story.book.batches().open()).isNull();
    assertThat(story.lastIssue()).isEqualTo(IssueCode.RELEASE_REFUSED);
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
  }

  @Test
  void thatIsUnknownIsRefusedWithWhereToLook() {
    var story = inFlight();

    story.command(new Ask.CancelBatch("B-other"));

    assertThat(story.rejections()).containsExactly(RejectionCode.UNKNOWN_BATCH);
    assertThat(sentence(story)).contains("its status names the open one");
    assertThat(releases(story)).isEmpty();
  }

  @Test
  void thatIsFinishedIsRefusedWithWhatToDo() {
    var story = inFlight();
    var batchId = story.openBatch().batchId();
    story.filled().command(new Ask.CancelBatch(batchId));
    assertThat(sentence(story)).contains("awaits positions").contains("Submit the account again");

    story.positionsThroughNow(AFTER).command(new Ask.CancelBatch(batchId));

    assertThat(story.rejections())
        .containsExactly(RejectionCode.BATCH_FINISHED, RejectionCode.BATCH_FINISHED);
    assertThat(sentence(story)).contains("is finished; what was filled stays");
    assertThat(releases(story)).isEmpty();
  }

  @Test
  void ofAnotherFirmIsNotCanceled() {
    var story = inFlight();

    story.command(new AccountCommand("C-1", "advisor-9", "F-2", story.now, cancel(story)));

    assertThat(story.rejections()).containsExactly(RejectionCode.WRONG_FIRM);
    assertThat(releases(story)).isEmpty();
  }

  @Test
  void releasesNoneOfItsHeldOrdersAnyMore() {
    var story = Story.begun();
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    story.boards.volume("BBB", "100");
    story.opened("HALVES", List.of(managed("0", "AAA 90", "BBB 10")));
    story.build("R-1");
    story.approve("R-1");
    var held = story.orderOf("BBB");
    story.judged().forgotten();

    story.command(cancel(story));
    story.command(new Ask.ReleaseOrders(story.openBatch().batchId(), new TreeSet<>()));

    assertThat(story.rejections()).containsExactly(RejectionCode.ALREADY_CANCELED);
    assertThat(releases(story).get(0).orderIds()).contains(held);
    assertThat(story.judged().advisories()).containsExactly("-ORDERS_HELD");
    endAll(story, Type.CANCELED);
    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void canBeEndedByHandWhereItsCustodianNeverAnswers() {
    var story = canceled();

    story.command(new Ask.ReleaseBatch(story.openBatch().batchId()));

    assertThat(story.book.batches().open()).isNull();
    assertThat(story.acrStates()).containsExactly(Acr.State.CANCELED);
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
  }

  @Test
  void pastItsExecuteByCanStillBeCanceled() {
    var story = inFlight();
    story.later(Duration.ofHours(6));

    story.command(cancel(story));

    assertThat(releases(story)).hasSize(1);
  }
}
