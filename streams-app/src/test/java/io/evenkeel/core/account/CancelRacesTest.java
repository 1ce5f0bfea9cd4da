package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.money.Leverage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("However cancellations, replacements, fills and busts race,")
class CancelRacesTest {
  private static final int STEPS = 250;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 150);
  }

  // The naive reference: it looks at all that was delivered, every time from the beginning.

  private static boolean isBusted(Execution fill, List<Execution> delivered, Instant until) {
    return delivered.stream()
        .anyMatch(
            e ->
                e.type() == Type.BUST
                    && !e.at().isAfter(until)
                    && fill.executionId().equals(e.refExecutionId()));
  }

  private static int filled(String orderId, List<Execution> delivered, Instant until) {
    return delivered.stream()
        .filter(e -> e.type() == Type.FILL && orderId.equals(e.orderId()))
        .filter(e -> !e.at().isAfter(until) && !isBusted(e, delivered, until))
        .mapToInt(CancelRacesTest::quantity)
        .sum();
  }

  private static int quantity(Execution execution) {
    return Objects.requireNonNull(execution.quantity()).units().intValueExact();
  }

  private static boolean isTerminal(String orderId, int ordered, List<Execution> delivered) {
    var end =
        delivered.stream()
            .filter(e -> orderId.equals(e.orderId()))
            .filter(e -> Set.of(Type.CANCELED, Type.EXPIRED, Type.REJECT).contains(e.type()))
            .min(java.util.Comparator.comparing(Execution::at));
    return filled(orderId, delivered, Instant.MAX) >= ordered
        || end.filter(e -> filled(orderId, delivered, e.at()) >= quantity(e)).isPresent();
  }

  private static boolean isOver(Batch batch, List<Execution> delivered) {
    return batch.orders().stream()
        .allMatch(o -> isTerminal(o.orderId(), o.quantity().units().intValueExact(), delivered));
  }

  private static boolean isCovered(List<Execution> delivered, @Nullable Instant through) {
    return delivered.stream()
        .filter(e -> e.type() == Type.FILL || e.type() == Type.BUST)
        .allMatch(e -> through != null && !e.at().isAfter(through));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anAccountLeavesFlightExactlyWhenEveryOrderHasEndedAndPositionsCoverIt(long seed) {
    var race = new CancelRace(seed);
    for (var step = 0; step < STEPS; step++) {
      race.step();
      assertInFlightUntilOver(race);
    }

    race.settle();

    assertThat(race.story.book.batches().open()).isNull();
  }

  /** A batch that left flight once is never in flight again, whatever is busted later. */
  private static void assertInFlightUntilOver(CancelRace race) {
    var batch = race.newest;
    if (batch == null || race.left.contains(batch.batchId())) {
      return;
    }
    var isOver = isOver(batch, race.delivered) && isCovered(race.delivered, race.through);
    var open = race.story.book.batches().open();
    assertThat(open == null ? null : open.batchId()).isEqualTo(isOver ? null : batch.batchId());
    if (isOver) {
      race.left.add(batch.batchId());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noOrderComesTwiceAndNoneComesOnTopOfOneThatCanStillFill(long seed) {
    var race = new CancelRace(seed);
    for (var step = 0; step < STEPS; step++) {
      race.step();
      assertThat(90 + race.custodian.bought("AAA")).isBetween(50, 90);
      assertThat(10 + race.custodian.bought("BBB")).isBetween(10, 50);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theAccountStandsAtItsTargetOnceSomethingFillsWhole(long seed) {
    var race = new CancelRace(seed);
    for (var step = 0; step < STEPS; step++) {
      race.step();
    }
    race.settle();
    race.story.later(java.time.Duration.ofSeconds(2));
    var pending = race.story.book.pending();
    if (pending != null) {
      race.story.discard(pending.requestId(), AccountTask.Discard.Reason.CANCELED);
    }
    race.story.build("R-last");
    if (race.story.book.pending() != null) {
      race.story.approve("R-last");
    }
    race.listen();
    race.custodian.fillsEverything();

    assertThat(90 + race.custodian.bought("AAA")).isEqualTo(50);
    assertThat(10 + race.custodian.bought("BBB")).isEqualTo(50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void historyIsTheSumOfDistinctExecutionsAndNeverMoreThanWasOrdered(long seed) {
    var race = new CancelRace(seed);
    for (var step = 0; step < STEPS; step++) {
      race.step();
    }
    race.settle();

    var told = new HashMap<String, OrderFill>();
    race.story.outcomes().stream()
        .filter(AccountOutcome.Progress.class::isInstance)
        .map(AccountOutcome.Progress.class::cast)
        .forEach(progress -> progress.fills().forEach(fill -> told.put(fill.orderId(), fill)));
    assertThat(race.story.book.batches().ended()).isNotEmpty();
    for (var batch : race.story.book.batches().ended()) {
      for (var order : batch.batch().orders()) {
        var working = Objects.requireNonNull(race.custodian.orders.get(order.orderId()));
        var fill = Objects.requireNonNull(told.get(order.orderId()));
        assertThat(fill.filled().units().intValueExact()).isEqualTo(working.filled());
        assertThat(fill.filled()).isLessThanOrEqualTo(fill.ordered());
      }
    }
    assertThat(race.story.book.batches().all().flatMap(b -> b.fold().anomalies().stream()))
        .as("an overfill is one until the bust before it has come")
        .isEmpty();
    assertThat(race.story.book.batches().unplaced()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyReplacementIsAskedForExactlyOnce(long seed) {
    var race = new CancelRace(seed);
    for (var step = 0; step < STEPS; step++) {
      race.step();
    }
    race.settle();

    var asked = race.story.said(Output.Outcome.class);
    var opened =
        asked.stream()
            .map(Output.Outcome::outcome)
            .filter(AccountOutcome.Opened.class::isInstance)
            .map(AccountOutcome::requestId)
            .toList();
    assertThat(opened).doesNotHaveDuplicates();
    race.story.book.batches().ended().stream()
        .map(LiveBatch::replacement)
        .filter(Objects::nonNull)
        .forEach(replacement -> assertThat(opened).contains(replacement.requestId()));
  }

  /** In flight: CCC is sold, the sleeve gets capital and buys at a latched leverage of 1.5. */
  private static Story levered() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), security("CCC", "0.3"), cash("0.2"));
    story.opened(
        "MIXED", List.of(managed("2000", "CCC 60"), following("TECH", "0", "AAA 10", "BBB 10")));
    story.build("R-1");
    story.approve("R-1");
    story.command("C-1", new Ask.ReplaceBatch(story.openBatch().batchId(), "R-2", null));
    return story;
  }

  /** What a custodian says of that batch, of which one order may be filled after its end. */
  private static RacingCustodian asked(Story story, Random random) {
    var custodian = new RacingCustodian(random);
    story.said(Output.Release.class).forEach(r -> custodian.toRead.add(r.release()));
    custodian.reads();
    for (var act = random.nextInt(12); act > 0; act--) {
      custodian.acts();
    }
    custodian.finishes();
    if (random.nextInt(3) == 0) {
      custodian.fillsLate();
    }
    return custodian;
  }

  private static Story ended(List<Execution> said, Instant through, Random random) {
    var story = levered();
    var order = new ArrayList<>(said);
    order.addAll(said.subList(0, random.nextInt(said.size() + 1)));
    Collections.shuffle(order, random);
    order.forEach(story::executed);
    story.positions(
        100, through, List.of(managed("5000", "CCC 20"), following("TECH", "0", "AAA 15")));
    return story;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theEndIsTheSameWhicheverOrderResultsArriveIn(long seed) {
    var random = new Random(seed);
    var custodian = asked(levered(), random);
    var said = List.copyOf(custodian.said);

    var one = ended(said, custodian.clock(), random);
    var other = ended(said, custodian.clock(), random);

    assertThat(one.book.batches().open()).isNull();
    assertThat(folds(one)).isEqualTo(folds(other));
    assertThat(one.book.effectiveLeverage()).isEqualTo(other.book.effectiveLeverage());
    assertThat(one.book.leverageOf("TECH"))
        .isEqualTo(isFilledInSleeve(custodian) ? Leverage.of("1.5") : Leverage.NONE);
    assertThat(opened(one)).isEqualTo(opened(other)).isEqualTo(1);
  }

  private static List<?> folds(Story story) {
    return story.book.batches().ended().stream().map(LiveBatch::fold).toList();
  }

  private static long opened(Story story) {
    return story.outcomes().stream().filter(AccountOutcome.Opened.class::isInstance).count();
  }

  private static boolean isFilledInSleeve(RacingCustodian custodian) {
    return custodian.orders.values().stream()
        .anyMatch(o -> o.order.sleeveId().equals("TECH") && o.filled() > 0);
  }
}
