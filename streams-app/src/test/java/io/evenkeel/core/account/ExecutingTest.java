package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.history.Anomaly;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account's batch")
class ExecutingTest {
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
    assertThat(story.openBatch().orders())
        .extracting("securityId")
        .containsOnly("AAA", "BBB", "CCC");
    return story.forgotten();
  }

  /** In flight with a transfer into an empty sleeve, and no order. */
  private static Story transferInFlight(boolean existing) {
    var story = Story.begun();
    story.boards.price("AAA", "100000").model("TECH", "AAA 1");
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), cash("0.5"));
    story.opened(
        "MIXED",
        existing ? List.of(managed("1000"), following("TECH", "10")) : List.of(managed("1000")));
    story.build("R-1");
    story.approve("R-1");
    assertThat(story.openBatch().orders()).isEmpty();
    return story.forgotten();
  }

  private static AccountOutcome.Progress progress(Story story) {
    return (AccountOutcome.Progress) story.lastOutcome();
  }

  private static OrderFill.State stateOf(Story story, String orderId) {
    return progress(story).fills().stream()
        .filter(fill -> fill.orderId().equals(orderId))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private static void rejectAll(Story story) {
    story.openBatch().orders().forEach(o -> story.executed(story.said(Type.REJECT, o.orderId())));
  }

  @Test
  void tellsItsRequestHowFarItIsFilled() {
    var story = inFlight();
    var order = story.orderOf("CCC");

    story.executed(story.said(Type.ACK, order));
    assertThat(stateOf(story, order)).isEqualTo(OrderFill.State.ACKNOWLEDGED);

    story.executed(story.fill(order, "10"));
    assertThat(stateOf(story, order)).isEqualTo(OrderFill.State.PARTIALLY_FILLED);
    assertThat(progress(story).finished()).isFalse();
    assertThat(progress(story).requestId()).isEqualTo("R-1");
  }

  @Test
  void isInFlightUntilEveryOrderIsTerminal() {
    var story = inFlight();
    var orders = story.openBatch().orders();

    for (var order : orders.subList(1, orders.size())) {
      story.executed(story.fill(order.orderId(), order.quantity().toString()));
    }
    story.positionsThroughNow(AFTER);
    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);

    story.executed(story.said(Type.CANCELED, orders.get(0).orderId()));
    assertThat(progress(story).finished()).isTrue();
    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void awaitsPositionsThatCoverItsLastExecution() {
    var story = inFlight().filled();
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);

    story.later(Duration.ofMinutes(1));
    story.positions(AFTER);
    assertThat(story.stage()).as("nothing is booked").isEqualTo(Stage.AWAITING_POSITIONS);

    story.positions(20, Story.MORNING.minusMillis(1), AFTER);
    assertThat(story.stage()).as("one is not booked").isEqualTo(Stage.AWAITING_POSITIONS);

    story.positions(21, Story.MORNING, AFTER);
    assertThat(story.stage()).isNotIn(Stage.AWAITING_POSITIONS, Stage.IN_FLIGHT);
    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void isBackAtOnceWherePositionsCameBeforeTheResults() {
    var story = inFlight();
    story.positionsThroughNow(AFTER);

    story.filled();

    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void awaitsNoPositionsWhereNothingWasFilled() {
    var story = inFlight();

    rejectAll(story);

    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void completesItsAcrsWhenItIsBack() {
    var story = inFlight().filled();
    assertThat(story.acrStates()).isEmpty();

    story.positionsThroughNow(AFTER);

    assertThat(story.acrStates()).containsExactly(Acr.State.COMPLETED);
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
    assertThat(story.judged().status().openAcrIds()).isEmpty();
  }

  @Test
  void givesLeverageBackWhereItEndsWithoutAnyFillInTheSleeve() {
    var story = inFlight();
    story.executed(story.fill(story.orderOf("CCC"), "30"));
    story.executed(story.said(Type.CANCELED, story.orderOf("CCC")));
    story.executed(story.said(Type.REJECT, story.orderOf("AAA")));
    story.executed(story.said(Type.REJECT, story.orderOf("BBB")));
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));

    story.positionsThroughNow(AFTER);

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
    assertThat(story.acrStates()).containsExactly(Acr.State.REJECTED);
  }

  @Test
  void keepsLeverageWithAnyFillInTheSleeve() {
    var story = inFlight();
    story.executed(story.fill(story.orderOf("AAA"), "1"));
    story.openBatch().orders().forEach(o -> story.executed(story.said(Type.EXPIRED, o.orderId())));

    story.positionsThroughNow(AFTER);

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
    assertThat(story.acrStates()).containsExactly(Acr.State.COMPLETED);
  }

  @Test
  void givesLeverageBackWhereTheOnlyFillWasBusted() {
    var story = inFlight();
    var bought = story.fill(story.orderOf("AAA"), "1");
    story.executed(bought);
    story.openBatch().orders().forEach(o -> story.executed(story.said(Type.CANCELED, o.orderId())));
    story.executed(
        story.execution(
            "E-bust", Type.BUST, story.orderOf("AAA"), null, "SCHWAB", bought.executionId()));

    story.positionsThroughNow(AFTER);

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
    assertThat(story.acrStates()).containsExactly(Acr.State.CANCELED);
  }

  @Test
  void saysOfAnAcrHowItsOrdersEnded() {
    assertThat(endedBy(Type.REJECT)).isEqualTo(Acr.State.REJECTED);
    assertThat(endedBy(Type.EXPIRED)).isEqualTo(Acr.State.EXPIRED);
    assertThat(endedBy(Type.CANCELED)).isEqualTo(Acr.State.CANCELED);

    var mixed = inFlight();
    mixed.executed(mixed.said(Type.REJECT, mixed.orderOf("AAA")));
    mixed.executed(mixed.said(Type.EXPIRED, mixed.orderOf("BBB")));
    mixed.executed(mixed.said(Type.REJECT, mixed.orderOf("CCC")));
    assertThat(mixed.acrStates()).containsExactly(Acr.State.FAILED);
    assertThat(mixed.said(Output.AcrChanged.class).get(0).reason()).isNotBlank();
  }

  private static Acr.State endedBy(Type type) {
    var story = inFlight();
    story.openBatch().orders().forEach(o -> story.executed(story.said(type, o.orderId())));
    return story.acrStates().get(0);
  }

  @Test
  void ofTransfersAloneIsCompleteWhenAccepted() {
    var story = transferInFlight(true);
    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);

    story.executed(story.said(Type.ACK, null));

    assertThat(story.acrStates()).containsExactly(Acr.State.COMPLETED);
    assertThat(progress(story).finished()).isTrue();
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);

    story.positionsThroughNow(List.of(managed("505"), following("TECH", "505")));
    assertThat(story.book.batches().open()).isNull();
    assertThat(story.acrStates()).containsExactly(Acr.State.COMPLETED);
  }

  @Test
  void ofTransfersAloneThatOpenASleeveKeepsItsLeverageWithoutAnyFill() {
    var story = transferInFlight(false);

    story.executed(story.said(Type.ACK, null));
    story.positionsThroughNow(List.of(managed("500"), following("TECH", "500")));

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
  }

  @Test
  void thatIsRejectedWholeGivesEverythingBack() {
    var story = transferInFlight(false);

    story.executed(story.said(Type.REJECT, null));

    assertThat(story.acrStates()).containsExactly(Acr.State.REJECTED);
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void countsAnExecutionOnceHoweverOftenItComes() {
    var story = inFlight();
    var fill = story.fill(story.orderOf("CCC"), "10");
    story.executed(fill);
    var before = story.book;
    story.forgotten();

    story.executed(fill);

    assertThat(story.book).isSameAs(before);
    assertThat(story.said(Output.KeptOut.class)).hasSize(1);
    assertThat(story.outcomes()).isEmpty();
  }

  @Test
  void comesToTheSameInWhateverOrderItsResultsCome() {
    var straight = inFlight();
    var ids = List.of(straight.orderOf("AAA"), straight.orderOf("BBB"), straight.orderOf("CCC"));
    var results =
        List.of(
            straight.fill(ids.get(0), "3"),
            straight.fill(ids.get(1), "4"),
            straight.said(Type.CANCELED, ids.get(0)),
            straight.said(Type.CANCELED, ids.get(1)),
            straight.said(Type.REJECT, ids.get(2)));
    var reversed = inFlight();

    results.forEach(straight::executed);
    for (var i = results.size() - 1; i >= 0; i--) {
      reversed.executed(results.get(i));
    }

    assertThat(reversed.stage()).isEqualTo(straight.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    assertThat(reversed.book.effectiveLeverage()).isEqualTo(straight.book.effectiveLeverage());
    assertThat(progress(reversed).fills()).isEqualTo(progress(straight).fills());
  }

  @Test
  void keepsAndRaisesAResultForAnUnknownOrder() {
    var story = inFlight();

    story.executed(story.fill("O-unknown", "5"));

    assertThat(story.said(Output.Anomalous.class))
        .singleElement()
        .satisfies(a -> assertThat(a.anomaly().code()).isEqualTo(Anomaly.Code.UNKNOWN_ORDER));
    assertThat(story.judged().advisories()).contains("+EXECUTION_ANOMALY");
    assertThat(progress(story).anomalies()).hasSize(1);
  }

  @Test
  void keepsAndRaisesAResultForAnUnknownBatch() {
    var story = Story.begun().account(Story.ACCOUNT);
    var stray = story.fill("O-unknown", "5");

    story.executed(stray);
    story.executed(stray);

    assertThat(story.said(Output.Anomalous.class)).hasSize(1);
    assertThat(story.said(Output.KeptOut.class)).hasSize(1);
    assertThat(story.book.batches().unplaced()).containsExactly(stray);
    assertThat(story.judged().advisories()).containsExactly("+EXECUTION_ANOMALY");
  }

  @Test
  void keepsAtMostSixtyFourResultsForUnknownBatches() {
    var story = Story.begun().account(Story.ACCOUNT);

    for (var i = 0; i <= Batches.MAX_UNPLACED; i++) {
      story.executed(story.fill("O-" + i, "5"));
    }

    assertThat(story.said(Output.Anomalous.class)).hasSize(Batches.MAX_UNPLACED + 1);
    assertThat(story.book.batches().unplaced()).hasSize(Batches.MAX_UNPLACED);
  }

  @Test
  void countsNothingThatAnotherCustodianSays() {
    var story = inFlight();
    var order = story.orderOf("CCC");

    story.executed(story.execution("E-x", Type.FILL, order, "30", "FIDELITY", null));

    assertThat(story.said(Output.Anomalous.class))
        .singleElement()
        .satisfies(a -> assertThat(a.anomaly().code()).isEqualTo(Anomaly.Code.WRONG_CUSTODIAN));
    assertThat(stateOf(story, order)).isEqualTo(OrderFill.State.SENT);
  }

  @Test
  void keepsAndRaisesAnOverfill() {
    var story = inFlight();
    var order = story.openBatch().orders().get(0);
    var oneMore = order.quantity().plus(Quantity.of("1"));

    story.executed(story.fill(order.orderId(), oneMore.toString()));

    assertThat(story.said(Output.Anomalous.class))
        .extracting(a -> a.anomaly().code())
        .containsExactly(Anomaly.Code.OVERFILL);
    assertThat(progress(story).fills())
        .anySatisfy(fill -> assertThat(fill.filled()).isEqualTo(oneMore));
  }

  @Test
  void keepsAndRaisesAFillAfterATerminalState() {
    var story = inFlight();
    var order = story.orderOf("CCC");
    story.executed(story.said(Type.CANCELED, order));

    story.later(Duration.ofSeconds(1)).executed(story.fill(order, "5"));

    assertThat(story.said(Output.Anomalous.class))
        .extracting(a -> a.anomaly().code())
        .containsExactly(Anomaly.Code.FILL_AFTER_TERMINAL);
    assertThat(progress(story).fills())
        .anySatisfy(fill -> assertThat(fill.filled()).isEqualTo(Quantity.of("5")));
  }

  @Test
  void clearsAnAnomalyThatABustMends() {
    var story = inFlight().judged().forgotten();
    var order = story.openBatch().orders().get(0);
    var tooMuch = story.fill(order.orderId(), order.quantity().plus(Quantity.of("1")).toString());
    story.executed(tooMuch);
    story.judged();
    assertThat(story.advisories()).containsExactly("+EXECUTION_ANOMALY");

    story.executed(
        story.execution(
            "E-bust", Type.BUST, order.orderId(), null, "SCHWAB", tooMuch.executionId()));
    story.judged();

    assertThat(story.advisories()).containsExactly("+EXECUTION_ANOMALY", "-EXECUTION_ANOMALY");
  }

  @Test
  void takesABustThatComesBeforeItsFill() {
    var story = inFlight();
    var order = story.orderOf("CCC");
    var fill = story.fill(order, "5");

    story.executed(story.execution("E-bust", Type.BUST, order, null, "SCHWAB", fill.executionId()));
    story.executed(fill);

    assertThat(progress(story).fills())
        .allSatisfy(f -> assertThat(f.filled()).isEqualTo(Quantity.ZERO));
  }

  @Test
  void tellsItsRequestOfABustThatComesAfterItEnded() {
    var story = inFlight();
    var sold = story.fill(story.orderOf("CCC"), "30");
    var orderId = story.orderOf("CCC");
    var batchId = story.openBatch().batchId();
    story.executed(sold);
    story.executed(story.said(Type.CANCELED, story.orderOf("AAA")));
    story.executed(story.said(Type.CANCELED, story.orderOf("BBB")));
    story.executed(story.said(Type.CANCELED, story.orderOf("CCC")));
    story.positionsThroughNow(AFTER);
    assertThat(story.book.batches().open()).isNull();

    var bust =
        new Execution(
            "E-bust",
            Type.BUST,
            sold.executionId(),
            null,
            null,
            "A-1",
            "",
            "SCHWAB",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            story.now);
    story.executed(bust);

    assertThat(progress(story).batchId()).isEqualTo(batchId);
    assertThat(progress(story).fills())
        .filteredOn(fill -> fill.orderId().equals(orderId))
        .singleElement()
        .satisfies(fill -> assertThat(fill.filled()).isEqualTo(Quantity.ZERO));
    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void awaitsPositionsAgainForAFillThatComesAfterItEnded() {
    var story = inFlight();
    var fill = story.fill(story.orderOf("AAA"), "2");
    rejectAll(story);
    assertThat(story.book.batches().open()).isNull();
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);

    story.executed(fill);

    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
    story.positionsThroughNow(AFTER);
    assertThat(story.book.batches().open()).isNull();
    assertThat(story.acrStates()).as("an ACR ends once").containsExactly(Acr.State.REJECTED);
  }

  @Test
  void thatWasEndedByHandAwaitsNothingAgain() {
    var story = inFlight();
    var fill = story.fill(story.orderOf("AAA"), "2");
    rejectAllButLast(story);
    story.command(new Ask.ReleaseBatch(story.openBatch().batchId()));

    story.executed(fill);

    assertThat(story.book.batches().open()).isNull();
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));
  }

  private static void rejectAllButLast(Story story) {
    var orders = story.openBatch().orders();
    orders
        .subList(0, orders.size() - 1)
        .forEach(o -> story.executed(story.said(Type.REJECT, o.orderId())));
  }

  @Test
  void isForgottenOnceFourOthersHaveEnded() {
    var story = inFlight();
    var first = story.orderOf("CCC");
    rejectAll(story);
    for (var i = 2; i <= Batches.MAX_ENDED + 1; i++) {
      story.build("R-" + i);
      story.approve("R-" + i);
      rejectAll(story);
    }
    story.forgotten();

    story.executed(story.fill(first, "5"));

    assertThat(story.book.batches().ended()).hasSize(Batches.MAX_ENDED);
    assertThat(story.said(Output.Anomalous.class)).hasSize(1);
  }

  @Test
  void isEndedByHand() {
    var story = inFlight();
    story.executed(story.fill(story.orderOf("CCC"), "5"));

    story.command(new Ask.ReleaseBatch(story.openBatch().batchId()));

    assertThat(story.book.batches().open()).isNull();
    assertThat(progress(story).finished()).isTrue();
    assertThat(story.acrStates()).containsExactly(Acr.State.CANCELED);
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
    assertThat(story.stage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void thatWasEndedByHandNoLongerKeepsOthersOut() {
    var story = inFlight();
    story.command(new Ask.ReleaseBatch(story.openBatch().batchId()));

    story.build("R-2");

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.Proposed.class);
    assertThat(story.pending().acrs().get(0).change().amount()).isGreaterThan(Money.ZERO);
  }
}
