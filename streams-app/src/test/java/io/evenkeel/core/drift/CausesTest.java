package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.cash;
import static io.evenkeel.core.drift.Books.managed;
import static io.evenkeel.core.drift.Books.manager;
import static io.evenkeel.core.drift.Books.model;
import static io.evenkeel.core.drift.Books.positions;
import static io.evenkeel.core.drift.Books.security;
import static io.evenkeel.core.drift.Books.silent;
import static io.evenkeel.core.drift.Books.sleeve;
import static io.evenkeel.core.drift.Books.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.money.GivenWeight;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What flags an account, and where it shows")
class CausesTest {
  private final MapBoards boards = new MapBoards().price("XOM", "100").price("KO", "100");

  private Flag flag(CauseInput input, Positions positions, Component... components) {
    return Flag.of(judge(positions, components), input);
  }

  private Judgement.Checkable judge(Positions positions, Component... components) {
    var input =
        new JudgeInput(
            Books.account(),
            positions,
            TargetExpansion.expand("T", boards.target(target("T", components))),
            Map.of(),
            Map.of(),
            Instant.EPOCH,
            boards);
    return (Judgement.Checkable) new Judge(DriftSettings.DEFAULTS).judge(input);
  }

  /** Half XOM, half cash, as wanted. */
  private Flag onTarget(CauseInput input) {
    return flag(
        input, positions(managed("5000", "XOM", "50")), security("XOM", "0.5"), cash("0.5"));
  }

  private static CauseInput switchedOn() {
    return CauseInput.of(true, true, Map.of());
  }

  private static CauseInput targetChanged() {
    return CauseInput.of(false, false, Map.of());
  }

  @Test
  void nothingFlagsAnAccountOnTarget() {
    assertThat(onTarget(CauseInput.NOTHING_NEW)).isEqualTo(Flag.NONE);
  }

  @Test
  void aTargetThatDiffersFromTheAcknowledgedOneFlagsWithoutATile() {
    var flag = onTarget(targetChanged());

    assertThat(flag.causes()).containsExactly(Cause.TARGET);
    assertThat(flag.tiles()).isEmpty();
  }

  @Test
  void aBreachedTriggeringLineFlagsAndStandsOutsideTolerance() {
    var flag =
        flag(
            CauseInput.NOTHING_NEW,
            positions(managed("5000", "XOM", "20", "KO", "30")),
            security("XOM", "0.3"),
            security("KO", "0.2"),
            cash("0.5"));

    assertThat(flag.causes()).containsExactly(Cause.DRIFT);
    assertThat(flag.tiles()).containsExactly(Tile.OUTSIDE_TOLERANCE);
    assertThat(flag.breached())
        .containsExactly(
            Map.entry("SECURITY:KO", Side.ABOVE), Map.entry("SECURITY:XOM", Side.BELOW));
  }

  @Test
  void aBreachedLineThatDoesNotTriggerFlagsNothing() {
    var flag =
        flag(
            CauseInput.NOTHING_NEW,
            positions(managed("5000", "XOM", "50")),
            silent(security("XOM", "0.9")),
            silent(cash("0.1")));

    assertThat(flag).isEqualTo(Flag.NONE);
  }

  @Test
  void switchingOnFlagsAsFirstRebalance() {
    var flag = onTarget(switchedOn());

    assertThat(flag.causes()).containsExactly(Cause.SWITCHED_ON);
    assertThat(flag.tiles()).containsExactly(Tile.FIRST_REBALANCE);
  }

  @Test
  void highCashShowsTheCashLineAboveAndNotOutsideTolerance() {
    var flag =
        flag(
            CauseInput.NOTHING_NEW,
            positions(managed("7000", "XOM", "30")),
            security("XOM", "0.5"),
            cash("0.5"));

    assertThat(flag.tiles()).containsExactly(Tile.HIGH_CASH);
  }

  @Test
  void lowCashShowsTheCashLineBelow() {
    var flag =
        flag(
            CauseInput.NOTHING_NEW,
            positions(managed("3000", "XOM", "70")),
            security("XOM", "0.5"),
            cash("0.5"));

    assertThat(flag.tiles()).containsExactly(Tile.LOW_CASH);
  }

  @Test
  void anAccountMayStandInSeveralTiles() {
    var flag =
        flag(
            switchedOn(),
            positions(managed("3000", "XOM", "70")),
            security("XOM", "0.5"),
            cash("0.5"));

    assertThat(flag.causes()).containsExactly(Cause.DRIFT, Cause.SWITCHED_ON);
    assertThat(flag.tiles()).containsExactly(Tile.FIRST_REBALANCE, Tile.LOW_CASH);
  }

  @Test
  void outsideToleranceShowsOnlyWhereNoOtherTileDoes() {
    var flag =
        flag(
            switchedOn(),
            positions(managed("5000", "XOM", "20", "KO", "30")),
            security("XOM", "0.3"),
            security("KO", "0.2"),
            cash("0.5"));

    assertThat(flag.tiles()).containsExactly(Tile.FIRST_REBALANCE);
  }

  @Test
  void cashThatDoesNotTriggerStandsInNoTile() {
    var flag =
        flag(
            targetChanged(),
            positions(managed("5000", "XOM", "50")),
            silent(security("XOM", "0.9")),
            silent(cash("0.1")));

    assertThat(flag.tiles()).isEmpty();
  }

  @Test
  void theCashOfASleeveStandsInNoTile() {
    boards.model(manager("M", "XOM", "1"));
    var flag =
        flag(
            targetChanged(),
            positions(managed("5000"), sleeve("M", "750", "XOM", "42.5")),
            model("M", "0.5"),
            cash("0.5"));

    assertThat(flag.tiles()).isEmpty();
  }

  @Test
  void anInvestedAccountWithoutATargetShowsLowCash() {
    var input =
        new JudgeInput(
            Books.account(),
            positions(managed("500", "XOM", "50")),
            TargetExpansion.expand(null, boards),
            Map.of(),
            Map.of(),
            Instant.EPOCH,
            boards);
    var judgement = (Judgement.Checkable) new Judge(DriftSettings.DEFAULTS).judge(input);

    var flag = Flag.of(judgement, CauseInput.NOTHING_NEW);

    assertThat(flag.isRaised()).isTrue();
    assertThat(flag.tiles()).containsExactly(Tile.LOW_CASH);
  }

  private Flag reallocated(Model before, Model after) {
    boards.model(after);
    SortedMap<String, SortedMap<String, GivenWeight>> weights = new TreeMap<>();
    weights.put(before.modelId(), before.holdings());
    return flag(
        CauseInput.of(true, false, weights),
        positions(managed("5000")),
        silent(model("M", "0.5")),
        silent(cash("0.5")));
  }

  @Test
  void aModelWeightThatMovesByHalfAPointIsNoReallocation() {
    assertThat(reallocated(manager("M", "XOM", "0.05"), manager("M", "XOM", "0.055")))
        .isEqualTo(Flag.NONE);
    assertThat(reallocated(manager("M", "XOM", "0.05"), manager("M", "XOM", "0.045")))
        .isEqualTo(Flag.NONE);
  }

  @Test
  void aModelWeightThatMovesByMoreThanHalfAPointIsOne() {
    var flag = reallocated(manager("M", "XOM", "0.05"), manager("M", "XOM", "0.0551"));

    assertThat(flag.causes()).containsExactly(Cause.REALLOCATION);
    assertThat(flag.tiles()).isEmpty();
    assertThat(reallocated(manager("M", "XOM", "0.05"), manager("M", "XOM", "0.0449")).causes())
        .containsExactly(Cause.REALLOCATION);
  }

  @Test
  void aHoldingThatJoinsOrLeavesAModelCountsWithItsWholeWeight() {
    assertThat(
            reallocated(manager("M", "XOM", "0.5"), manager("M", "XOM", "0.5", "KO", "0.01"))
                .causes())
        .containsExactly(Cause.REALLOCATION);
    assertThat(
            reallocated(manager("M", "XOM", "0.5", "KO", "0.01"), manager("M", "XOM", "0.5"))
                .causes())
        .containsExactly(Cause.REALLOCATION);
    assertThat(reallocated(manager("M", "XOM", "0.5"), manager("M", "XOM", "0.5", "KO", "0.005")))
        .isEqualTo(Flag.NONE);
  }

  @Test
  void aModelThatIsUndoneIsNoReallocationAnyMore() {
    var before = manager("M", "XOM", "0.05");

    assertThat(reallocated(before, manager("M", "XOM", "0.5")).isRaised()).isTrue();
    assertThat(reallocated(before, before)).isEqualTo(Flag.NONE);
  }

  @Test
  void aModelThatWasNotFollowedBeforeIsNotReallocated() {
    assertThat(reallocated(manager("OTHER", "XOM", "0.9"), manager("M", "XOM", "0.5")))
        .isEqualTo(Flag.NONE);
  }

  @Test
  void aModelThatTheAccountDoesNotFollowMoreIsNotReallocated() {
    boards.model(manager("M", "XOM", "0.9"));
    SortedMap<String, SortedMap<String, GivenWeight>> weights = new TreeMap<>();
    weights.put("M", manager("M", "XOM", "0.1").holdings());

    assertThat(onTarget(CauseInput.of(true, false, weights))).isEqualTo(Flag.NONE);
  }

  @Test
  void namesTheModelsThatWereReallocated() {
    boards.model(manager("M", "XOM", "0.9")).model(manager("N", "XOM", "0.9"));
    SortedMap<String, SortedMap<String, GivenWeight>> weights = new TreeMap<>();
    weights.put("M", manager("M", "XOM", "0.1").holdings());
    weights.put("N", manager("N", "XOM", "0.9").holdings());
    var judgement = judge(positions(managed("5000")), model("M", "0.5"), model("N", "0.5"));

    assertThat(Causes.reallocatedModels(judgement, CauseInput.of(true, false, weights)))
        .containsExactly("M");
  }
}
