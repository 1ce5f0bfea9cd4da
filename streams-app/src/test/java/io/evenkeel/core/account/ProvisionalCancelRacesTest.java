package io.evenkeel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.TradeSide;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The races of {@link CancelRacesTest} with provisional fills, beside plain sums over all that was
 * delivered.
 */
@DisplayName("With provisional fills, however cancellations, replacements, fills and busts race,")
class ProvisionalCancelRacesTest {
  private static final int STEPS = 250;
  private static final AccountSettings PROVISIONAL =
      AccountSettings.DEFAULTS.withCustody(
          new CustodySettings(Duration.ofHours(24), Money.ZERO, true, Map.of()));

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 120);
  }

  /** Shares of either security, and dollars, all whole. */
  private record Held(long aaa, long bbb, long cash) {
    static Held of(Positions positions) {
      return new Held(
          shares(positions, "AAA"),
          shares(positions, "BBB"),
          positions.managed().cash().dollars().longValueExact());
    }

    private static long shares(Positions positions, String securityId) {
      return positions.managed().holdings().stream()
          .filter(holding -> holding.securityId().equals(securityId))
          .mapToLong(holding -> holding.quantity().units().longValueExact())
          .sum();
    }

    Held with(String securityId, long bought) {
      return new Held(
          securityId.equals("AAA") ? aaa + bought : aaa,
          securityId.equals("BBB") ? bbb + bought : bbb,
          cash - 100 * bought);
    }

    boolean isPossible() {
      return aaa >= 0 && bbb >= 0;
    }
  }

  private static Held judged(CancelRace race) {
    var settled = Settling.settled(race.story.book, race.story.moment());
    return Held.of(Objects.requireNonNull(settled.held()));
  }

  /** The snapshot, with what was delivered, and without what it has of that. */
  private static Held expected(CancelRace race) {
    var snapshot = Held.of(Objects.requireNonNull(race.story.book.positions()));
    var ahead = snapshot;
    for (var fill : race.delivered) {
      if (fill.type() == Type.FILL) {
        var order = race.custodian.orders.get(fill.orderId()).order;
        var shares = Objects.requireNonNull(fill.quantity()).units().longValueExact();
        var bought = order.side() == TradeSide.BUY ? shares : -shares;
        var times =
            live(fill, race.delivered, Instant.MAX) - live(fill, race.delivered, race.through);
        ahead = ahead.with(order.securityId(), bought * times);
      }
    }
    return ahead.isPossible() ? ahead : snapshot;
  }

  /** 1 where it counts by all that happened by then, 0 where it does not. */
  private static int live(Execution fill, List<Execution> delivered, @Nullable Instant by) {
    if (by == null || fill.at().isAfter(by)) {
      return 0;
    }
    return delivered.stream()
            .anyMatch(
                e ->
                    e.type() == Type.BUST
                        && !e.at().isAfter(by)
                        && fill.executionId().equals(e.refExecutionId()))
        ? 0
        : 1;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theAccountIsJudgedOnItsSnapshotAndTheLiveExecutionsThatThisDoesNotCover(long seed) {
    var race = new CancelRace(seed, PROVISIONAL);
    for (var step = 0; step < STEPS; step++) {
      race.step();
      assertThat(judged(race)).isEqualTo(expected(race));
    }
    race.settle();

    assertThat(judged(race))
        .isEqualTo(
            new Held(90, 10, 0)
                .with("AAA", race.custodian.bought("AAA"))
                .with("BBB", race.custodian.bought("BBB")));
    assertThat(race.story.book.provisional()).isNull();
  }

  /** What is judged is all that differs: what is open, built, asked for and sent does not. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void batchesLiveAndEndAsTheyDoWithoutProvisionalFills(long seed) {
    var with = new CancelRace(seed, PROVISIONAL);
    var without = new CancelRace(seed);
    for (var step = 0; step < STEPS; step++) {
      with.step();
      without.step();
      assertThat(told(with)).isEqualTo(told(without));
    }
  }

  private static List<?> told(CancelRace race) {
    var book = race.story.book;
    var open = book.batches().open();
    var pending = book.pending();
    return List.of(
        open == null ? "none" : open.batchId() + " " + open.isOver(),
        pending == null ? "none" : pending.proposal(),
        book.batches().ended().stream().map(LiveBatch::batchId).toList(),
        race.story.said(Output.Release.class),
        race.story.outcomes(),
        race.story.rejections());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noOrderComesTwiceAndNothingIsSoldOrBoughtPastItsTarget(long seed) {
    var race = new CancelRace(seed, PROVISIONAL);
    for (var step = 0; step < STEPS; step++) {
      race.step();
      assertThat(90 + race.custodian.bought("AAA")).isBetween(50, 90);
      assertThat(10 + race.custodian.bought("BBB")).isBetween(10, 50);
    }
  }
}
