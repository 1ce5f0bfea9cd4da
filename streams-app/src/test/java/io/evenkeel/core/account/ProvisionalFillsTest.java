package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.DriftEventKind;
import io.evenkeel.core.drift.Recompute;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With positions.fills = provisional, executions")
class ProvisionalFillsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static AccountSettings believing(boolean all, Map<String, Boolean> custodians) {
    return AccountSettings.DEFAULTS.withCustody(
        new CustodySettings(Duration.ofHours(24), Money.ZERO, all, custodians));
  }

  /** In flight: 40 of AAA are sold and 40 of BBB bought, each at 100. */
  private static Story inFlight(AccountSettings settings) {
    var story = Story.begun();
    story.settings = settings;
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    story.opened("HALVES", List.of(managed("0", "AAA 90", "BBB 10")));
    story.build("R-1");
    story.approve("R-1");
    return story.forgotten().later(MINUTE);
  }

  private static Story inFlight() {
    return inFlight(believing(true, Map.of()));
  }

  private static Positions held(Story story) {
    var held = story.judged().book.held();
    if (held == null) {
      throw new AssertionError("it holds nothing");
    }
    return held;
  }

  private static Money cash(Story story) {
    return held(story).managed().cash();
  }

  private static Quantity of(Story story, String securityId) {
    return held(story).managed().holdings().stream()
        .filter(holding -> holding.securityId().equals(securityId))
        .map(holding -> holding.quantity())
        .findFirst()
        .orElse(Quantity.ZERO);
  }

  private static Execution paying(
      Execution execution, @Nullable String fees, @Nullable String netAmount) {
    return new Execution(
        execution.executionId(),
        execution.type(),
        execution.refExecutionId(),
        execution.orderId(),
        null,
        execution.accountId(),
        execution.batchId(),
        execution.custodianId(),
        execution.quantity(),
        execution.price(),
        fees == null ? null : Money.of(fees),
        netAmount == null ? null : Money.of(netAmount),
        null,
        null,
        null,
        execution.at());
  }

  /** Of the newest batch. */
  private static String orderOf(Story story, String securityId) {
    return story.book.batches().all().findFirst().orElseThrow().batch().orders().stream()
        .filter(order -> order.securityId().equals(securityId))
        .findFirst()
        .orElseThrow()
        .orderId();
  }

  @Test
  void moveTheBookThatDriftIsJudgedOnUntilPositionsCome() {
    var story = inFlight();

    story.filled().judged();

    assertThat(story.kinds()).containsExactly(DriftEventKind.CLEARED);
    assertThat(of(story, "AAA")).isEqualTo(Quantity.of("50"));
    assertThat(of(story, "BBB")).isEqualTo(Quantity.of("50"));
    assertThat(story.book.positions()).isNotEqualTo(story.book.held());
  }

  @Test
  void areNamedByTheDriftEventThatIsComputedFromThemAndCanBeComputedAgain() {
    var story = inFlight();

    story.filled().judged();

    var event = story.lastEvent();
    assertThat(event.inputs().positionsVersion()).isEqualTo(1);
    assertThat(event.inputs().provisional()).containsExactly("E-1", "E-2");
    assertThat(Recompute.agrees(event)).isTrue();
  }

  @Test
  void moveNothingWhereTheSettingIsOff() {
    var story = inFlight(AccountSettings.DEFAULTS);

    story.filled().judged();

    assertThat(story.events()).isEmpty();
    assertThat(story.book.provisional()).isNull();
    assertThat(story.book.held()).isSameAs(story.book.positions());
  }

  @Test
  void moveWhatTheirCustodiansSettingSays() {
    var on = inFlight(believing(false, Map.of("SCHWAB", true))).filled();
    var off = inFlight(believing(true, Map.of("SCHWAB", false))).filled();
    var other = inFlight(believing(false, Map.of("FIDELITY", true))).filled();

    assertThat(of(on, "AAA")).isEqualTo(Quantity.of("50"));
    assertThat(of(off, "AAA")).isEqualTo(Quantity.of("90"));
    assertThat(of(other, "AAA")).isEqualTo(Quantity.of("90"));
  }

  @Test
  void leaveTheBatchInFlightUntilPositionsCome() {
    var story = inFlight().filled();

    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    story.build("R-2");
    assertThat(story.lastIssue()).isEqualTo(IssueCode.ORDERS_IN_FLIGHT);
    story.positionsThroughNow(List.of(managed("0", "AAA 50", "BBB 50")));

    assertThat(story.book.batches().open()).isNull();
    assertThat(held(story)).isSameAs(story.book.positions());
  }

  @Test
  void areForgottenOnceASnapshotCoversThem() {
    var story = inFlight().filled();
    assertThat(cash(story)).isEqualTo(Money.ZERO);

    story.positionsThroughNow(List.of(managed("12.34", "AAA 50", "BBB 49.5")));

    assertThat(cash(story)).isEqualTo(Money.of("12.34"));
    assertThat(story.book.provisional()).isNull();
  }

  @Test
  void thatASnapshotDoesNotCoverYetAreBookedOnIt() {
    var story = inFlight();
    story.executed(story.fill(story.orderOf("AAA"), "40"));
    var first = story.now;
    story.later(MINUTE).executed(story.fill(story.orderOf("BBB"), "15"));
    assertThat(cash(story)).isEqualTo(Money.of("2500"));

    story.later(MINUTE).positions(2, first, List.of(managed("4000", "AAA 50", "BBB 10")));

    assertThat(cash(story)).isEqualTo(Money.of("2500"));
    assertThat(of(story, "BBB")).isEqualTo(Quantity.of("25"));
    assertThat(held(story).provisional()).containsExactly("E-2");
  }

  @Test
  void countOnceHoweverOftenTheyCome() {
    var story = inFlight();
    var fill = story.fill(story.orderOf("AAA"), "10");

    story.executed(fill).book();
    story.executed(fill);
    story.executed(fill);

    assertThat(of(story, "AAA")).isEqualTo(Quantity.of("80"));
    assertThat(cash(story)).isEqualTo(Money.of("1000"));
  }

  @Test
  void takeTheirFeesFromTheCash() {
    var story = inFlight();

    story.executed(paying(story.fill(story.orderOf("AAA"), "10"), "1.25", null));
    assertThat(cash(story)).isEqualTo(Money.of("998.75"));
    story.executed(paying(story.fill(story.orderOf("BBB"), "5"), "0.75", null));

    assertThat(cash(story)).isEqualTo(Money.of("498"));
  }

  @Test
  void bringTheNetAmountThatTheyState() {
    var story = inFlight();

    story.executed(paying(story.fill(story.orderOf("AAA"), "10"), "1.25", "998.70"));
    story.executed(paying(story.fill(story.orderOf("BBB"), "5"), null, "-500.10"));

    assertThat(cash(story)).isEqualTo(Money.of("498.60"));
  }

  @Test
  void areTakenBackByABust() {
    var story = inFlight();
    story.executed(story.execution("X-1", Type.FILL, story.orderOf("AAA"), "40"));
    story.executed(story.execution("X-2", Type.BUST, story.orderOf("AAA"), null, "SCHWAB", "X-1"));

    assertThat(of(story, "AAA")).isEqualTo(Quantity.of("90"));
    assertThat(cash(story)).isEqualTo(Money.ZERO);
  }

  @Test
  void areReplacedByACorrection() {
    var story = inFlight();
    story.executed(
        story.execution("X-2", Type.CORRECT, story.orderOf("AAA"), "35", "SCHWAB", "X-1"));
    assertThat(of(story, "AAA")).isEqualTo(Quantity.of("55"));

    story.executed(story.execution("X-1", Type.FILL, story.orderOf("AAA"), "40"));

    assertThat(of(story, "AAA")).isEqualTo(Quantity.of("55"));
    assertThat(cash(story)).isEqualTo(Money.of("3500"));
  }

  @Test
  void thatASnapshotCoversAreTakenOutOfItByALaterBustOrCorrection() {
    var story = inFlight();
    story.executed(story.execution("X-1", Type.FILL, story.orderOf("AAA"), "40"));
    story.executed(story.execution("X-2", Type.FILL, story.orderOf("BBB"), "40"));
    story.positionsThroughNow(List.of(managed("0", "AAA 50", "BBB 50")));
    assertThat(story.book.batches().open()).isNull();

    story
        .later(MINUTE)
        .executed(story.execution("X-3", Type.BUST, orderOf(story, "AAA"), null, "SCHWAB", "X-1"));
    story.executed(
        story.execution("X-4", Type.CORRECT, orderOf(story, "BBB"), "30", "SCHWAB", "X-2"));

    assertThat(of(story, "AAA")).isEqualTo(Quantity.of("90"));
    assertThat(of(story, "BBB")).isEqualTo(Quantity.of("40"));
    assertThat(cash(story)).isEqualTo(Money.of("-3000"));
    story.later(MINUTE).positionsThroughNow(List.of(managed("-3000", "AAA 90", "BBB 40")));
    assertThat(held(story)).isSameAs(story.book.positions());
  }

  @Test
  void bookWhatTheyBoughtAsALotWithItsFees() {
    var story = inFlight();
    story.executed(paying(story.fill(story.orderOf("BBB"), "5"), "0.75", null));

    var lots = held(story).managed().holdings().get(1).lots();

    assertThat(lots)
        .containsExactly(
            new Lot(Quantity.of("5"), Money.of("500.75"), LocalDate.parse("2026-11-18")));
  }

  @Test
  void moveTheTransfersOfTheirBatchOnceItIsAccepted() {
    var story = Story.begun();
    story.settings = believing(true, Map.of());
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5"), security("CCC", "0.5"));
    story.opened("MIXED", List.of(managed("6000", "CCC 40"), following("TECH", "0")));
    story.build("R-1");
    story.approve("R-1");
    var moved = story.openBatch().transfers().get(0).amount();
    assertThat(moved.signum()).isPositive();

    assertThat(held(story).model("TECH").orElseThrow().cash()).isEqualTo(Money.ZERO);
    story.later(MINUTE).executed(story.said(Type.ACK, story.orderOf("AAA")));

    assertThat(held(story).model("TECH").orElseThrow().cash()).isEqualTo(moved);
    assertThat(cash(story)).isEqualTo(Money.of("6000").minus(moved));
    story.executed(story.said(Type.ACK, null));
    assertThat(held(story).model("TECH").orElseThrow().cash()).as("once").isEqualTo(moved);
  }

  @Test
  void moveNoTransferOfABatchThatWasRefusedWhole() {
    var story = Story.begun();
    story.settings = believing(true, Map.of());
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5"), security("CCC", "0.5"));
    story.opened("MIXED", List.of(managed("6000", "CCC 40"), following("TECH", "0")));
    story.build("R-1");
    story.approve("R-1");

    story.later(MINUTE).executed(story.said(Type.REJECT, null));

    assertThat(held(story)).isSameAs(story.book.positions());
  }

  @Test
  void thatSellMoreThanASnapshotHoldsLeaveItAsItIs() {
    var story = inFlight();
    story.executed(story.fill(story.orderOf("AAA"), "40"));

    story.positions(2, null, List.of(managed("8500", "AAA 5", "BBB 10")));

    assertThat(held(story)).isSameAs(story.book.positions());
  }

  @Test
  void ofABatchThatWasEndedByHandCountUntilAnyLaterSnapshot() {
    var story = inFlight();
    story.executed(story.fill(story.orderOf("AAA"), "40"));
    story.command(new Ask.ReleaseBatch(story.openBatch().batchId()));
    assertThat(of(story, "AAA")).isEqualTo(Quantity.of("50"));

    story.build("R-2");
    assertThat(story.pending().orders())
        .as("what was sold is not sold again")
        .allMatch(order -> order.securityId().equals("BBB"));
    story.later(MINUTE).positions(2, null, List.of(managed("4000", "AAA 50", "BBB 10")));

    assertThat(held(story)).isSameAs(story.book.positions());
  }

  @Test
  void makeAPendingProposalStaleWhereTheyChangeWhatItWasBuiltOn() {
    var story = inFlight();
    story.executed(story.execution("X-1", Type.FILL, story.orderOf("AAA"), "40"));
    story.executed(story.execution("X-2", Type.FILL, story.orderOf("BBB"), "30"));
    story.executed(story.said(Type.CANCELED, story.orderOf("BBB")));
    story.positionsThroughNow(List.of(managed("1000", "AAA 50", "BBB 40")));
    story.build("R-2");
    assertThat(story.pending().orders()).isNotEmpty();

    story
        .later(MINUTE)
        .executed(story.execution("X-3", Type.BUST, orderOf(story, "AAA"), null, "SCHWAB", "X-1"));
    story.approve("R-2");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.STALE_PROPOSAL);
  }
}
