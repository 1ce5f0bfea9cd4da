package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 40 of AAA were sold for 40 of BBB; the batch came back, and later its custodian says more. */
@DisplayName("A BUST or CORRECT that comes after its batch has ended")
class LateResultsTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static Story ended() {
    var story = Story.begun();
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    story.opened("HALVES", List.of(managed("0", "AAA 90", "BBB 10")));
    story.build("R-1");
    story.approve("R-1");
    story.executed(story.execution("X-1", Type.FILL, story.orderOf("AAA"), "40"));
    story.executed(story.execution("X-2", Type.FILL, story.orderOf("BBB"), "40"));
    story.positionsThroughNow(List.of(managed("0", "AAA 50", "BBB 50")));
    story.judged();
    assertThat(story.book.batches().open()).isNull();
    return story.forgotten().later(Duration.ofMinutes(5));
  }

  private static LiveBatch last(Story story) {
    return story.book.batches().all().findFirst().orElseThrow();
  }

  private static String orderOf(Story story, String securityId) {
    return last(story).batch().orders().stream()
        .filter(order -> order.securityId().equals(securityId))
        .findFirst()
        .orElseThrow()
        .orderId();
  }

  private static Execution late(
      Story story, String id, Type type, String securityId, @Nullable String quantity, String ref) {
    return new Execution(
        id,
        type,
        ref,
        orderOf(story, securityId),
        null,
        "A-1",
        last(story).batchId(),
        "SCHWAB",
        quantity == null ? null : Quantity.of(quantity),
        quantity == null ? null : Price.of("100"),
        null,
        null,
        null,
        null,
        null,
        story.now);
  }

  private static Story busted() {
    var story = ended();
    story.executed(late(story, "X-3", Type.BUST, "AAA", null, "X-1"));
    return story;
  }

  private static OrderFill fillOf(Story story, String securityId) {
    var progress = (AccountOutcome.Progress) story.lastOutcome();
    var orderId = orderOf(story, securityId);
    return progress.fills().stream()
        .filter(fill -> fill.orderId().equals(orderId))
        .findFirst()
        .orElseThrow();
  }

  private static Story booked(Story story) {
    return story.later(Duration.ofMinutes(1)).positionsThroughNow(AS_BUSTED).judged();
  }

  private static final List<io.evenkeel.core.book.Sleeve> AS_BUSTED =
      List.of(managed("-4000", "AAA 90", "BBB 50"));

  @Test
  void movesTheFiguresOfHistoryAndLeavesTheBatchOver() {
    var story = busted();

    assertThat(fillOf(story, "AAA").filled()).isEqualTo(Quantity.ZERO);
    assertThat(fillOf(story, "BBB").filled()).isEqualTo(Quantity.of("40"));
    assertThat(((AccountOutcome.Progress) story.lastOutcome()).finished()).isTrue();

    story.executed(late(story, "X-4", Type.CORRECT, "BBB", "35", "X-2"));
    assertThat(fillOf(story, "BBB").filled()).isEqualTo(Quantity.of("35"));
    assertThat(((AccountOutcome.Progress) story.lastOutcome()).finished()).isTrue();
  }

  @Test
  void keepsTheAccountByNameUntilPositionsShowItBecauseItsHoldingsAreWrongTillThen() {
    var story = busted();

    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    assertThat(story.status().openBatchId()).isEqualTo(last(story).batchId());
    story.build("R-2");
    assertThat(story.lastIssue()).isEqualTo(IssueCode.ORDERS_IN_FLIGHT);

    booked(story);
    assertThat(story.book.batches().open()).isNull();
    assertThat(story.stage()).isNotIn(Stage.IN_FLIGHT, Stage.AWAITING_POSITIONS);
  }

  @Test
  void isNeverInFlightAgainAlthoughAnOrderOfItIsNotFilledAnyMore() {
    assertThat(busted().stage()).isEqualTo(Stage.AWAITING_POSITIONS);
  }

  @Test
  void thatPositionsHaveBookedAlreadyReopensNothing() {
    var story = ended();
    var bust = late(story, "X-3", Type.BUST, "AAA", null, "X-1");

    story.later(Duration.ofMinutes(1)).positionsThroughNow(AS_BUSTED);
    story.executed(bust);

    assertThat(story.book.batches().open()).isNull();
    assertThat(fillOf(story, "AAA").filled()).isEqualTo(Quantity.ZERO);
  }

  @Test
  void endsItsBatchAgainWithoutDoingAnythingTwice() {
    var story = ended();
    story.executed(late(story, "X-3", Type.BUST, "AAA", null, "X-1"));
    story.forgotten();

    booked(story);

    assertThat(story.outcomes()).isEmpty();
    assertThat(story.said(Output.AcrChanged.class)).isEmpty();
    assertThat(story.said(Output.Release.class)).isEmpty();
    assertThat(story.book.batches().ended()).hasSize(1);
  }

  @Test
  void canBeGivenUpByHandLikeAnyBatch() {
    var story = busted();

    story.command(new Ask.ReleaseBatch(last(story).batchId()));

    assertThat(story.rejections()).isEmpty();
    assertThat(story.book.batches().open()).isNull();
    story.build("R-2");
    assertThat(story.lastIssue()).isNotEqualTo(IssueCode.ORDERS_IN_FLIGHT);
    story.executed(late(story, "X-4", Type.CORRECT, "BBB", "35", "X-2"));
    assertThat(story.book.batches().open()).as("nobody waits for it any more").isNull();
  }

  @Test
  void raisesAnAdvisoryOnceABusinessDayMorePassedWithoutPositions() {
    var story = busted();
    story.judged().forgotten();

    story.now = Story.END_OF_DAY.plus(DAY).minusSeconds(1);
    assertThat(story.ticked().advisories()).isEmpty();
    story.now = Story.END_OF_DAY.plus(DAY);
    assertThat(story.ticked().advisories()).containsExactly("+BATCH_UNFINISHED");

    var raised = story.said(Output.AdvisoryChanged.class).get(0).advisory();
    assertThat(raised.sentence()).contains("positions do not cover the last execution");
    assertThat(raised.whatToDo()).contains("executionsThrough").contains("release the batch");
    booked(story);
    assertThat(story.advisories()).contains("-BATCH_UNFINISHED");
  }

  @Test
  void raisesNoAdvisoryAfterTheFirstNightWithPositionsOfTheEndOfADay() {
    var story = busted();
    story.judged().forgotten();

    story.now = Story.END_OF_DAY.plus(Duration.ofHours(12));

    assertThat(Deadlines.next(story.book, story.settings)).isEqualTo(Story.END_OF_DAY.plus(DAY));
    assertThat(story.ticked().advisories()).isEmpty();
  }

  @Test
  void awaitsPositionsOnceABatchThatIsOpenMeanwhileIsBack() {
    var story = ended();
    story.positionsThroughNow(List.of(managed("3000", "AAA 50", "BBB 50")));
    story.build("R-2");
    story.approve("R-2");
    var older = story.book.batches().ended().get(0);
    var bust =
        new Execution(
            "X-3",
            Type.BUST,
            "X-1",
            null,
            null,
            "A-1",
            older.batchId(),
            "SCHWAB",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            story.now.plusSeconds(60));

    story.executed(bust);
    assertThat(story.openBatch().requestId()).isEqualTo("R-2");
    story.openBatch().orders().forEach(o -> story.executed(story.said(Type.REJECT, o.orderId())));

    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    assertThat(Deadlines.next(story.book, story.settings))
        .as("nobody waits in silence")
        .isEqualTo(Story.END_OF_DAY.plus(DAY));
    story.later(Duration.ofMinutes(2)).positionsThroughNow(AS_BUSTED);
    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void ofABatchThatIsForgottenIsKeptAndRaisedAndBlocksNothing() {
    var story = ended();
    var bust = late(story, "X-3", Type.BUST, "AAA", null, "X-1");
    for (var i = 2; i <= Batches.MAX_ENDED + 1; i++) {
      story.positionsThroughNow(List.of(managed("3000", "AAA 50", "BBB 50")));
      story.build("R-" + i);
      story.approve("R-" + i);
      story.openBatch().orders().forEach(o -> story.executed(story.said(Type.REJECT, o.orderId())));
    }

    story.executed(bust);

    assertThat(story.book.batches().open()).isNull();
    assertThat(story.book.batches().unplaced()).containsExactly(bust);
    assertThat(story.said(Output.Anomalous.class)).hasSize(1);
  }

  /** A sleeve is levered anew, and everything of it is filled and booked. */
  private static Story levered() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), security("CCC", "0.3"), cash("0.2"));
    story.opened(
        "MIXED", List.of(managed("2000", "CCC 60"), following("TECH", "0", "AAA 10", "BBB 10")));
    story.build("R-1");
    story.approve("R-1");
    story.filled();
    story.positionsThroughNow(
        List.of(managed("2000", "CCC 30"), following("TECH", "-2500", "AAA 37", "BBB 37")));
    assertThat(story.book.batches().open()).isNull();
    return story.judged().forgotten().later(Duration.ofMinutes(1));
  }

  @Test
  void givesLeverageBackWhereNoFillIsLeftInTheSleeveAndItsAcrEndsOnce() {
    var story = levered();
    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.of("1.5"));

    var bought =
        last(story).fold().fills().stream()
            .filter(
                fill ->
                    List.of(orderOf(story, "AAA"), orderOf(story, "BBB")).contains(fill.orderId()))
            .toList();
    var executions = new TreeMap<>(last(story).fills().executions());
    executions.values().stream()
        .flatMap(List::stream)
        .filter(e -> bought.stream().anyMatch(fill -> fill.orderId().equals(e.orderId())))
        .forEach(
            e ->
                story.executed(
                    new Execution(
                        "bust-" + e.executionId(),
                        Type.BUST,
                        e.executionId(),
                        e.orderId(),
                        null,
                        "A-1",
                        e.batchId(),
                        "SCHWAB",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        story.now)));

    assertThat(story.book.leverageOf("TECH")).isEqualTo(Leverage.NONE);
    assertThat(story.said(Output.AcrChanged.class)).isEmpty();
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
  }

  /** In every order of three late results, and of the positions that show all of them. */
  @Test
  void comesToTheSameInWhateverOrderItAndItsPositionsCome() {
    var orders =
        List.of(
            List.of(0, 1, 2, 3),
            List.of(3, 2, 1, 0),
            List.of(1, 3, 0, 2),
            List.of(2, 0, 3, 1),
            List.of(0, 3, 1, 2),
            List.of(3, 0, 2, 1));

    var ends = orders.stream().map(LateResultsTest::end).distinct().toList();

    assertThat(ends).hasSize(1);
    assertThat(ends.get(0)).startsWith("none ").contains("-4000");
  }

  private static String end(List<Integer> order) {
    var story = ended();
    var at = story.now;
    var results =
        List.of(
            late(story, "X-3", Type.BUST, "AAA", null, "X-1"),
            late(story, "X-4", Type.CORRECT, "BBB", "30", "X-2"),
            late(story, "X-5", Type.CORRECT, "BBB", "40", "X-4"));
    for (var next : order) {
      if (next == 3) {
        through(story, at);
      } else {
        story.executed(results.get(next));
      }
    }
    var open = story.book.batches().open();
    var held = story.judged().book.held();
    return "%s %s %s"
        .formatted(
            open == null ? "none" : open.batchId(),
            held == null ? Money.ZERO : held.managed().cash(),
            last(story).fold().fills());
  }

  private static void through(Story story, Instant at) {
    story.positions(50, at, AS_BUSTED);
  }
}
