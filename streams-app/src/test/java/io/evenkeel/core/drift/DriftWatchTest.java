package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.cash;
import static io.evenkeel.core.drift.Books.managed;
import static io.evenkeel.core.drift.Books.positions;
import static io.evenkeel.core.drift.Books.security;
import static io.evenkeel.core.drift.Books.silent;
import static io.evenkeel.core.drift.Books.target;
import static io.evenkeel.core.drift.DriftEventKind.CHANGED;
import static io.evenkeel.core.drift.DriftEventKind.CHECKABLE;
import static io.evenkeel.core.drift.DriftEventKind.CLEARED;
import static io.evenkeel.core.drift.DriftEventKind.FLAGGED;
import static io.evenkeel.core.drift.DriftEventKind.MONITORING_STOPPED;
import static io.evenkeel.core.drift.DriftEventKind.UNCHECKABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Rational;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Drift events of an account that wants half XOM, half cash")
class DriftWatchTest {
  private static final Instant AT = Instant.parse("2026-01-05T17:00:00Z");
  private static final DriftEvent.Subject SUBJECT = DriftEvent.Subject.of(Books.account());

  private final MapBoards boards =
      new MapBoards().target(target("T", security("XOM", "0.5"), cash("0.5")));
  private final DriftWatch watch = new DriftWatch(DriftSettings.DEFAULTS);
  private final Account account = Books.account();
  private @Nullable Positions positions = positions(managed("5000", "XOM", "50"));
  private CauseInput causes = CauseInput.NOTHING_NEW;
  private DriftMemory memory = DriftMemory.NEW;
  private final List<DriftEvent> events = new ArrayList<>();

  /** Looks at XOM at such a price, and gives the kinds of what was said. */
  private List<DriftEventKind> at(String price) {
    boards.price("XOM", price);
    return look();
  }

  private List<DriftEventKind> look() {
    var input =
        new JudgeInput(
            account,
            positions,
            TargetExpansion.expand("T", boards),
            Map.of(),
            Map.of(),
            AT,
            boards);
    var seen = watch.look(memory, input, causes);
    memory = seen.memory();
    return said(seen.events());
  }

  private List<DriftEventKind> withoutAPrice() {
    boards.quotes.remove("XOM");
    return look();
  }

  private List<DriftEventKind> stop() {
    var stopped = DriftWatch.stop(memory, SUBJECT, AT);
    memory = stopped.memory();
    return said(stopped.events());
  }

  private List<DriftEventKind> said(List<DriftEvent> more) {
    events.addAll(more);
    return more.stream().map(DriftEvent::kind).toList();
  }

  private DriftEvent last() {
    return events.get(events.size() - 1);
  }

  @Test
  void areNoneBeforeTheFirstJudgementAndNoneWhileNothingIsWrong() {
    assertThat(memory.standing()).isEqualTo(DriftMemory.Standing.NOT_JUDGED);
    assertThat(at("100")).isEmpty();
    assertThat(memory.standing()).isEqualTo(DriftMemory.Standing.JUDGED);
    assertThat(at("101")).isEmpty();
    assertThat(memory.sequence()).isZero();
  }

  @Test
  void sayFlaggedOnceAndClearedOnceItIsOver() {
    at("100");

    assertThat(at("60")).containsExactly(FLAGGED);
    assertThat(at("59")).isEmpty();
    assertThat(at("100")).containsExactly(CLEARED);
    assertThat(last().causes()).isEmpty();
    assertThat(last().tiles()).isEmpty();
    assertThat(at("100")).isEmpty();
  }

  @Test
  void sayFlaggedAtAFirstJudgementThatIsFlagged() {
    assertThat(at("60")).containsExactly(FLAGGED);
  }

  @Test
  void sayChangedWhenASideChanges() {
    at("60");

    assertThat(at("200")).containsExactly(CHANGED);
    assertThat(memory.flag().breached())
        .containsExactly(Map.entry("CASH", Side.BELOW), Map.entry("SECURITY:XOM", Side.ABOVE));
  }

  @Test
  void sayChangedWhenTheSetOfBreachedLinesChanges() {
    boards.target(target("T", security("XOM", "0.5"), security("KO", "0.1"), cash("0.4")));
    boards.price("KO", "10");
    positions = positions(managed("4000", "XOM", "50", "KO", "50"));
    assertThat(at("100")).containsExactly(FLAGGED);
    assertThat(last().tiles()).containsExactly(Tile.OUTSIDE_TOLERANCE);

    positions = positions(managed("2300", "XOM", "50", "KO", "50"));

    assertThat(at("100")).containsExactly(CHANGED);
    assertThat(last().tiles()).containsExactly(Tile.LOW_CASH);
  }

  @Test
  void sayChangedWhenTheCausesChange() {
    at("60");
    causes = CauseInput.of(false, false, Map.of());

    assertThat(look()).containsExactly(CHANGED);
    assertThat(last().causes()).containsExactly(Cause.TARGET, Cause.DRIFT);
  }

  @Test
  void sayChangedWhenTheTilesChange() {
    causes = CauseInput.of(true, true, Map.of());
    assertThat(at("60")).containsExactly(FLAGGED);
    assertThat(last().tiles()).containsExactly(Tile.FIRST_REBALANCE, Tile.HIGH_CASH);
    causes = CauseInput.NOTHING_NEW;

    assertThat(look()).containsExactly(CHANGED);
    assertThat(last().tiles()).containsExactly(Tile.HIGH_CASH);
  }

  @Test
  void sayNothingOfALineThatDoesNotTrigger() {
    boards.target(target("T", silent(security("XOM", "0.5")), silent(cash("0.5"))));
    at("100");

    assertThat(at("10")).isEmpty();
    assertThat(memory.sides()).containsEntry("SECURITY:XOM", Side.BELOW);
    assertThat(at("1000")).isEmpty();
    assertThat(memory.sides()).containsEntry("SECURITY:XOM", Side.ABOVE);
  }

  @Test
  void rememberTheSideOfALineBetweenLooks() {
    at("60");

    // 41.2 % of the account: back in the band of 40 to 60, not yet past the clearing edge at 41.
    assertThat(at("67")).isEmpty();
    assertThat(memory.sides()).containsKey("SECURITY:XOM");
    assertThat(at("75")).containsExactly(CLEARED);
  }

  @Test
  void sayUncheckableOnceASpellAndCheckableWhenItEnds() {
    at("100");

    assertThat(withoutAPrice()).containsExactly(UNCHECKABLE);
    assertThat(withoutAPrice()).isEmpty();
    assertThat(at("100")).containsExactly(CHECKABLE);
  }

  @Test
  void areNoneWhenOnlyTheReasonsOfASpellChange() {
    at("100");
    withoutAPrice();
    positions = null;

    assertThat(look()).isEmpty();
    assertThat(memory.reasons())
        .containsExactly(new Uncheckable(Uncheckable.Reason.POSITIONS_MISSING, ""));
  }

  @Test
  void sayOnlyTheDifferenceAfterASpell() {
    at("60");
    withoutAPrice();
    assertThat(memory.isFlagged()).isTrue();

    assertThat(at("60")).containsExactly(CHECKABLE);
    withoutAPrice();
    assertThat(at("200")).containsExactly(CHECKABLE, CHANGED);
    withoutAPrice();
    assertThat(at("100")).containsExactly(CHECKABLE, CLEARED);
    withoutAPrice();
    assertThat(at("60")).containsExactly(CHECKABLE, FLAGGED);
  }

  @Test
  void keepBreachedSidesThroughASpell() {
    at("60");
    withoutAPrice();

    // In the band and short of the clearing edge: cleared only if the side had been forgotten.
    assertThat(at("67")).containsExactly(CHECKABLE);
    assertThat(memory.isFlagged()).isTrue();
  }

  @Test
  void sayUncheckableFirstThenCheckableThenFlaggedIfItIs() {
    assertThat(withoutAPrice()).containsExactly(UNCHECKABLE);
    assertThat(last().causes()).isEmpty();
    assertThat(at("60")).containsExactly(CHECKABLE, FLAGGED);
  }

  @Test
  void carryWhatWasLastSaidWhileItIsUncheckable() {
    at("60");
    withoutAPrice();

    assertThat(last().causes()).containsExactly(Cause.DRIFT);
    assertThat(last().tiles()).containsExactly(Tile.HIGH_CASH);
    assertThat(last().lines()).isEmpty();
    assertThat(last().equity()).isNull();
    assertThat(last().uncheckable())
        .containsExactly(new Uncheckable(Uncheckable.Reason.SECURITY_UNKNOWN, "XOM"));
  }

  @Test
  void sayThatMonitoringStoppedAndForgetSidesAndFlag() {
    at("60");

    assertThat(stop()).containsExactly(MONITORING_STOPPED);
    assertThat(stop()).isEmpty();
    assertThat(memory.sides()).isEmpty();
    assertThat(memory.flag()).isEqualTo(Flag.NONE);
    assertThat(at("67")).isEmpty();
  }

  @Test
  void sayThatMonitoringStoppedOfAnAccountThatWasNeverFlagged() {
    at("100");

    assertThat(stop()).containsExactly(MONITORING_STOPPED);
    assertThat(memory.sequence()).isEqualTo(1);
  }

  @Test
  void areNoneWhenMonitoringStopsBeforeTheFirstJudgement() {
    assertThat(stop()).isEmpty();
  }

  @Test
  void beginAnewAfterMonitoringStopped() {
    at("60");
    stop();
    assertThat(at("60")).containsExactly(FLAGGED);
    withoutAPrice();
    stop();
    assertThat(at("100")).isEmpty();
    stop();
    assertThat(withoutAPrice()).containsExactly(UNCHECKABLE);
  }

  @Test
  void areNumberedFromOneWithoutGaps() {
    at("60");
    withoutAPrice();
    at("200");
    stop();
    at("60");
    at("100");

    assertThat(events.stream().map(DriftEvent::kind))
        .containsExactly(
            FLAGGED, UNCHECKABLE, CHECKABLE, CHANGED, MONITORING_STOPPED, FLAGGED, CLEARED);
    assertThat(events.stream().map(DriftEvent::sequence))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(memory.sequence()).isEqualTo(7);
  }

  @Test
  void carryWhomTheyConcernAndWhatTheyWereComputedFrom() {
    at("60");

    var event = last();
    assertThat(event.subject())
        .isEqualTo(new DriftEvent.Subject("A-1", Books.FIRM, "ADV-1", "SCHWAB"));
    assertThat(event.at()).isEqualTo(AT);
    assertThat(event.equity()).isEqualTo(Rational.of("8000"));
    assertThat(event.overallDrift()).isEqualTo(Rational.of("0.125"));
    assertThat(event.lines()).hasSize(2);
    var inputs = Objects.requireNonNull(event.inputs());
    assertThat(inputs.positionsVersion()).isEqualTo(1);
    assertThat(inputs.targets()).containsExactly(Map.entry("T", 1L));
    assertThat(inputs.hysteresis()).isEqualTo(Hysteresis.DEFAULT);
    assertThat(inputs.sleeves().get(0).holdings().get(0).price()).isEqualTo(Price.of("60"));
    assertThat(inputs.sidesBefore()).isEmpty();
  }

  @Test
  void areTheSameAfterARestartThatMissedTheChange() {
    at("60");
    var restarted = new DriftWatch(DriftSettings.DEFAULTS);
    boards.price("XOM", "200");
    var input =
        new JudgeInput(
            account,
            positions,
            TargetExpansion.expand("T", boards),
            Map.of(),
            Map.of(),
            AT,
            boards);

    var seen = restarted.look(memory, input, causes);

    assertThat(said(seen.events())).containsExactly(CHANGED);
  }

  @Test
  void comeFromOneReadingOfBoardsThatMoveMeanwhile() {
    var moving =
        new DelegatingBoards(boards) {
          private int reads;

          @Override
          public Quote quote(String securityId) {
            reads++;
            return new Quote(Price.of(String.valueOf(50 + reads)), "USD", AT, false);
          }
        };
    var input =
        new JudgeInput(
            account,
            positions,
            TargetExpansion.expand("T", boards),
            Map.of(),
            Map.of(),
            AT,
            moving);

    said(watch.look(memory, input, causes).events());

    assertThat(Recompute.answer(last())).isInstanceOf(Recompute.Answer.Agrees.class);
  }
}
