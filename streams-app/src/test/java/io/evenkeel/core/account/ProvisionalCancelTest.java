package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 40 of AAA are sold and 40 of BBB bought, each at 100; of AAA 25 are filled. */
@DisplayName("A canceled batch with provisional fills")
class ProvisionalCancelTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final AccountSettings PROVISIONAL =
      AccountSettings.DEFAULTS.withCustody(
          new CustodySettings(Duration.ofHours(24), Money.ZERO, true, Map.of()));

  private static Story inFlight() {
    var story = Story.begun();
    story.settings = PROVISIONAL;
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    story.opened("HALVES", List.of(managed("0", "AAA 90", "BBB 10")));
    story.build("R-1");
    story.approve("R-1");
    return story.forgotten().later(MINUTE);
  }

  private static Positions held(Story story) {
    return Objects.requireNonNull(Settling.settled(story.book, story.moment()).held());
  }

  private static String shown(Story story) {
    return held(story).managed().cash()
        + held(story).managed().holdings().stream()
            .filter(h -> h.quantity().signum() > 0)
            .map(h -> " " + h.securityId() + " " + h.quantity())
            .sorted()
            .reduce("", String::concat);
  }

  private static void cancel(Story story) {
    story.command(new Ask.CancelBatch(batch(story).batchId()));
  }

  private static void replace(Story story) {
    story.command(new Ask.ReplaceBatch(batch(story).batchId(), "R-2", null));
  }

  private static Batch batch(Story story) {
    return story.book.batches().all().findFirst().orElseThrow().batch();
  }

  private static String orderOf(Story story, String securityId) {
    return batch(story).orders().stream()
        .filter(order -> order.securityId().equals(securityId))
        .findFirst()
        .orElseThrow()
        .orderId();
  }

  /** AAA is filled in part and canceled, BBB filled whole, of which a part is busted. */
  private static List<Execution> results(Story story) {
    var aaa = orderOf(story, "AAA");
    var bbb = orderOf(story, "BBB");
    return List.of(
        story.execution("X-1", Type.FILL, aaa, "25"),
        story.execution("X-2", Type.FILL, bbb, "30"),
        story.execution("X-3", Type.FILL, bbb, "10"),
        story.later(MINUTE).execution("X-4", Type.CANCELED, aaa, "25"),
        story.execution("X-5", Type.BUST, bbb, null, "SCHWAB", "X-3"),
        story.execution("X-6", Type.CANCELED, bbb, "30"));
  }

  private static Stream<List<Integer>> permutations(List<Integer> of) {
    return of.isEmpty()
        ? Stream.of(List.of())
        : of.stream()
            .flatMap(
                first ->
                    permutations(of.stream().filter(i -> !i.equals(first)).toList())
                        .map(rest -> Stream.concat(Stream.of(first), rest.stream()).toList()));
  }

  /** In each of 720 orders, with the command before, between and after the results. */
  @ParameterizedTest(name = "with the command at place {0}")
  @ValueSource(ints = {0, 3, 6})
  void comesToOneTruthInEveryOrderOfItsFillsAndItsEnds(int place) {
    var before = new HashSet<String>();
    var after = new HashSet<String>();
    var folds = new HashSet<List<?>>();
    var answers = new HashSet<String>();

    permutations(IntStream.range(0, 6).boxed().toList())
        .forEach(
            order -> {
              var story = inFlight();
              var results = results(story);
              for (var i = 0; i <= order.size(); i++) {
                if (i == place) {
                  replace(story);
                }
                if (i < order.size()) {
                  story.executed(results.get(order.get(i)));
                }
              }
              before.add(shown(story) + " " + story.stage());
              folds.add(batchFold(story));
              story.later(MINUTE).positionsThroughNow(List.of(managed("-500", "AAA 65", "BBB 40")));
              after.add(shown(story) + " " + (story.book.batches().open() == null));
              answers.add(story.rejections() + " " + opened(story));
            });

    assertThat(before).containsExactly("-500 AAA 65 BBB 40 AWAITING_POSITIONS");
    assertThat(after).containsExactly("-500 AAA 65 BBB 40 true");
    assertThat(folds).hasSize(1);
    assertThat(answers).isSubsetOf("[] 1", "[BATCH_FINISHED] 0");
    assertThat(answers.contains("[] 1")).isEqualTo(place < 6);
  }

  private static List<?> batchFold(Story story) {
    return story.book.batches().all().map(LiveBatch::fold).toList();
  }

  private static long opened(Story story) {
    return story.outcomes().stream().filter(AccountOutcome.Opened.class::isInstance).count();
  }

  @Test
  void isJudgedOnWhatWasFilledOfIt() {
    var story = inFlight();
    cancel(story);

    results(story).forEach(story::executed);

    assertThat(shown(story)).isEqualTo("-500 AAA 65 BBB 40");
    assertThat(held(story).provisional()).containsExactly("X-1", "X-2", "X-3", "X-5");
  }

  @Test
  void isReplacedOnlyOnceASnapshotShowsWhatWasFilled() {
    var story = inFlight();
    replace(story);
    results(story).forEach(story::executed);
    assertThat(opened(story)).as("what is provisional is no snapshot").isZero();

    story.later(MINUTE).positionsThroughNow(List.of(managed("-500", "AAA 65", "BBB 40")));

    assertThat(opened(story)).isEqualTo(1);
    story.buildOpened();
    assertThat(story.pending().orders())
        .extracting(Order::securityId, order -> order.side().name())
        .contains(org.assertj.core.groups.Tuple.tuple("AAA", "SELL"));
    assertThat(sold(story)).isLessThanOrEqualTo(Quantity.of("15"));
  }

  private static Quantity sold(Story story) {
    return story.pending().orders().stream()
        .filter(order -> order.securityId().equals("AAA"))
        .map(Order::quantity)
        .reduce(Quantity.ZERO, Quantity::plus);
  }

  /**
   * The custodian never answers: somebody answers for it, and what is known to be filled counts.
   */
  @Test
  void thatIsGivenUpByHandIsReplacedByWhatItsFillsLeftToDo() {
    var story = inFlight();
    replace(story);
    story.executed(story.execution("X-1", Type.FILL, orderOf(story, "AAA"), "25"));

    story.command(new Ask.ReleaseBatch(batch(story).batchId()));

    assertThat(opened(story)).isEqualTo(1);
    story.buildOpened();
    assertThat(sold(story)).as("25 of 40 are sold").isEqualTo(Quantity.of("15"));
    assertThat(shown(story)).isEqualTo("2500 AAA 65 BBB 10");
  }

  @Test
  void whoseOrderFillsAfterItsEndAwaitsPositionsAgainAndMakesAProposalStale() {
    var story = inFlight();
    replace(story);
    results(story).forEach(story::executed);
    story.later(MINUTE).positionsThroughNow(List.of(managed("-500", "AAA 65", "BBB 40")));
    story.buildOpened();
    var late = late(story.later(MINUTE));

    story.executed(late);
    assertThat(shown(story)).isEqualTo("0 AAA 60 BBB 40");
    story.approve("R-2");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.STALE_PROPOSAL);
    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    story.later(MINUTE).positionsThroughNow(List.of(managed("0", "AAA 60", "BBB 40")));
    assertThat(story.book.batches().open()).isNull();
    assertThat(story.book.provisional()).isNull();
  }

  /** 5 more of AAA, of a batch that is not open any more. */
  private static Execution late(Story story) {
    var fill = story.execution("X-9", Type.FILL, orderOf(story, "AAA"), "5");
    return new Execution(
        fill.executionId(),
        fill.type(),
        null,
        fill.orderId(),
        null,
        fill.accountId(),
        batch(story).batchId(),
        fill.custodianId(),
        fill.quantity(),
        fill.price(),
        null,
        null,
        null,
        null,
        null,
        fill.at());
  }

  /** A sleeve is opened by a transfer alone. */
  private static Story transferring() {
    var story = Story.begun();
    story.settings = PROVISIONAL;
    story.boards.price("AAA", "100000").model("TECH", "AAA 1");
    story.boards.target("MIXED", model("TECH", "0.5"), cash("0.5"));
    story.opened("MIXED", List.of(managed("1000")));
    story.build("R-1");
    story.approve("R-1");
    return story.forgotten().later(MINUTE);
  }

  @Test
  void beforeItWasTakenMovesNoTransfer() {
    var story = transferring();
    cancel(story);

    story.executed(story.said(Type.CANCELED, null));

    assertThat(held(story).managed().cash()).isEqualTo(Money.of("1000"));
    assertThat(story.book.batches().open()).isNull();
  }

  @Test
  void afterItWasTakenHasMovedItsTransfersWhicheverWordComesFirst() {
    for (var takenFirst : List.of(true, false)) {
      var story = transferring();
      cancel(story);
      var taken = story.said(Type.ACK, null);
      var tooLate = story.said(Type.CANCEL_REJECTED, null);
      var said = new ArrayList<>(List.of(taken, tooLate));
      if (!takenFirst) {
        java.util.Collections.reverse(said);
      }

      said.forEach(story::executed);

      assertThat(held(story).managed().cash()).isEqualTo(Money.of("500"));
      assertThat(held(story).model("TECH").orElseThrow().cash()).isEqualTo(Money.of("500"));
      assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    }
  }
}
