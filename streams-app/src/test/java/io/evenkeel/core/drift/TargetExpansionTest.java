package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.cash;
import static io.evenkeel.core.drift.Books.levered;
import static io.evenkeel.core.drift.Books.model;
import static io.evenkeel.core.drift.Books.security;
import static io.evenkeel.core.drift.Books.silent;
import static io.evenkeel.core.drift.Books.subTarget;
import static io.evenkeel.core.drift.Books.target;
import static io.evenkeel.core.drift.Books.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Expanding a target")
class TargetExpansionTest {
  private final MapBoards boards = new MapBoards();

  private ExpandedTarget expanded(Target... targets) {
    var expansion = expand(targets);
    assertThat(expansion).isInstanceOf(Expansion.Expanded.class);
    return ((Expansion.Expanded) expansion).target();
  }

  private Expansion expand(Target... targets) {
    for (var target : targets) {
      boards.target(target);
    }
    return TargetExpansion.expand(targets[0].targetId(), boards);
  }

  private String fault(Target... targets) {
    var expansion = expand(targets);
    assertThat(expansion).isInstanceOf(Expansion.Invalid.class);
    return ((Expansion.Invalid) expansion).sentence();
  }

  private static TargetLine line(ExpandedTarget target, String ref) {
    return target.lines().stream().filter(l -> l.ref().equals(ref)).findFirst().orElseThrow();
  }

  @Test
  void ordersLinesByKindAndThenById() {
    var target =
        expanded(
            target(
                "T",
                cash("0.1"),
                model("TECH", "0.2"),
                security("XOM", "0.3"),
                model("ALPHA", "0.2"),
                security("AAPL", "0.2")));

    assertThat(target.lines().stream().map(l -> l.kind() + " " + l.ref()))
        .containsExactly("SECURITY AAPL", "SECURITY XOM", "MODEL ALPHA", "MODEL TECH", "CASH ");
  }

  @Test
  void multipliesWeightsThroughNestedSubTargets() {
    var target =
        expanded(
            target("T", subTarget("MID", "0.5"), cash("0.5")),
            target("MID", subTarget("LOW", "0.3"), security("KO", "0.7")),
            target("LOW", security("XOM", "0.1"), security("KO", "0.9")));

    assertThat(line(target, "XOM").weight()).isEqualTo(Rational.of("0.015"));
    assertThat(line(target, "KO").weight()).isEqualTo(Rational.of("0.485"));
  }

  @Test
  void statesThresholdsOfASubTargetAsItsOwnComponentsDo() {
    var own = Tolerance.absolute("0.01");
    var target =
        expanded(
            target("T", within(subTarget("SUB", "1"), Tolerance.relative("0.9"))),
            target("SUB", within(security("XOM", "1"), own)));

    assertThat(line(target, "XOM").thresholds()).containsExactly(own);
  }

  @Test
  void sumsWhatAppearsTwiceAndKeepsEveryThreshold() {
    var target =
        expanded(
            target(
                "T",
                within(security("XOM", "0.4"), Tolerance.absolute("0.05")),
                subTarget("SUB", "0.6")),
            target("SUB", within(security("XOM", "0.5"), Tolerance.relative("0.1")), cash("0.5")));

    var line = line(target, "XOM");
    assertThat(line.weight()).isEqualTo(Rational.of("0.7"));
    assertThat(line.thresholds())
        .containsExactly(Tolerance.absolute("0.05"), Tolerance.relative("0.1"));
    assertThat(Bands.around(line.weight(), line.thresholds()).low()).isEqualTo(Rational.of("0.65"));
  }

  @Test
  void sumsCashOfEveryLevel() {
    var target =
        expanded(
            target("T", cash("0.4"), cash("0.1"), subTarget("SUB", "0.5")),
            target("SUB", cash("0.2"), security("XOM", "0.8")));

    assertThat(line(target, "").weight()).isEqualTo(Rational.of("0.6"));
  }

  @Test
  void triggersOnlyWhereAllThatWasSummedDoes() {
    var target =
        expanded(
            target("T", silent(security("XOM", "0.5")), subTarget("SUB", "0.5")),
            target("SUB", security("XOM", "0.5"), security("KO", "0.5")));

    assertThat(line(target, "XOM").triggers()).isFalse();
    assertThat(line(target, "KO").triggers()).isTrue();
  }

  @Test
  void triggersNothingOfASubTargetThatIsMarkedNotToTrigger() {
    var target =
        expanded(
            target("T", silent(subTarget("SUB", "0.5")), security("XOM", "0.5")),
            target("SUB", security("KO", "1")));

    assertThat(line(target, "KO").triggers()).isFalse();
    assertThat(line(target, "XOM").triggers()).isTrue();
  }

  @Test
  void namesEveryTargetItReadWithItsVersionItselfFirst() {
    var target =
        expanded(
            target("Z", Books.FIRM, 7, List.of(subTarget("A", "1"))),
            target("A", Books.FIRM, 3, List.of(cash("1"))));

    assertThat(target.versions()).containsExactly(entry("Z", 7), entry("A", 3));
  }

  private static Map.Entry<String, Long> entry(String id, long version) {
    return Map.entry(id, version);
  }

  @Test
  void takesOneSubTargetTwice() {
    var target =
        expanded(
            target("T", subTarget("SUB", "0.25"), subTarget("MID", "0.75")),
            target("MID", subTarget("SUB", "1")),
            target("SUB", security("XOM", "1")));

    assertThat(line(target, "XOM").weight()).isEqualTo(Rational.ONE);
  }

  @Test
  void isQuickThroughManyLevelsThatEachReferTwiceToTheNext() {
    for (var i = 1; i < TargetExpansion.MAX_DEPTH; i++) {
      boards.target(
          target("T" + i, subTarget("T" + (i + 1), "0.5"), subTarget("T" + (i + 1), "0.5")));
    }

    var target =
        expanded(
            target("T1", subTarget("T2", "0.5"), subTarget("T2", "0.5")),
            target("T" + TargetExpansion.MAX_DEPTH, cash("1")));

    assertThat(line(target, "").weight()).isEqualTo(Rational.ONE);
  }

  @Test
  void refusesSubTargetsNestedDeeperThanTheLimit() {
    for (var i = 1; i <= TargetExpansion.MAX_DEPTH; i++) {
      boards.target(target("T" + i, subTarget("T" + (i + 1), "1")));
    }
    boards.target(target("T" + (TargetExpansion.MAX_DEPTH + 1), cash("1")));

    assertThat(TargetExpansion.expand("T1", boards)).isInstanceOf(Expansion.Invalid.class);
    assertThat(TargetExpansion.expand("T2", boards)).isInstanceOf(Expansion.Expanded.class);
  }

  @Test
  void holdsAnAccountWithoutATargetAgainstAllCash() {
    var none = TargetExpansion.expand(null, boards);
    var explicit = expand(target("CASH-ONLY", cash("1")));

    assertThat(((Expansion.Expanded) none).content())
        .isEqualTo(((Expansion.Expanded) explicit).content());
    assertThat(((Expansion.Expanded) none).target().versions()).isEmpty();
  }

  @Test
  void saysWhichTargetWasNeverSeenOrDeleted() {
    assertThat(TargetExpansion.expand("GONE", boards))
        .isEqualTo(new Expansion.Unknown("GONE", Set.of("GONE")));
    assertThat(expand(target("T", subTarget("GONE", "1"))))
        .isEqualTo(new Expansion.Unknown("GONE", Set.of("T", "GONE")));
  }

  @Test
  void refusesWeightsThatDoNotSumToExactlyOne() {
    assertThat(fault(target("T", security("XOM", "0.65"), cash("0.3"))))
        .isEqualTo("Target T is invalid: its weights sum to 0.95 and must sum to exactly 1.");
    assertThat(fault(target("T", cash("1.0"), security("XOM", "0.00000001"))))
        .contains("sum to 1.00000001");
    assertThat(fault(target("T"))).contains("sum to 0 and");
  }

  @Test
  void asksForASumOfOneAtEveryLevel() {
    var expansion =
        expand(target("T", subTarget("SUB", "1")), target("SUB", security("XOM", "0.5")));

    assertThat(expansion).isInstanceOf(Expansion.Invalid.class);
    assertThat(((Expansion.Invalid) expansion).targetId()).isEqualTo("SUB");
  }

  @Test
  void refusesWeightsBelowZeroOrAboveOne() {
    assertThat(fault(target("T", security("XOM", "-0.1"), cash("1.1"))))
        .isEqualTo("Target T is invalid: the weight of SECURITY XOM is -0.1, not 0 to 1.");
    assertThat(fault(target("T", cash("1.1"), security("XOM", "-0.1"))))
        .contains("the weight of CASH is 1.1");
  }

  @Test
  void takesAComponentOfWeightZero() {
    var target = expanded(target("T", security("XOM", "0"), cash("1")));

    assertThat(line(target, "XOM").weight()).isEqualTo(Rational.ZERO);
  }

  @Test
  void refusesACycle() {
    assertThat(fault(target("T", subTarget("T", "1")))).contains("leads back to T: a cycle");
    assertThat(
            fault(
                target("T", subTarget("U", "1")), target("U", subTarget("T", "0.5"), cash("0.5"))))
        .isEqualTo("Target U is invalid: its sub-target T leads back to T: a cycle.");
  }

  @Test
  void refusesTheSameModelWithDifferentLeverage() {
    assertThat(
            fault(
                target("T", levered(model("TECH", "0.5"), "1.5", true), subTarget("SUB", "0.5")),
                target("SUB", model("TECH", "1"))))
        .isEqualTo(
            "Target T is invalid: it names model TECH more than once, with different leverage or"
                + " Track Manager Leverage.");
  }

  @Test
  void refusesTheSameModelWithDifferentTracking() {
    assertThat(fault(target("T", levered(model("TECH", "0.5"), "1", false), model("TECH", "0.5"))))
        .contains("names model TECH more than once");
  }

  @Test
  void takesTheSameModelTwiceWithTheSameLeverage() {
    var twice = levered(model("TECH", "0.5"), "1.5", false);

    assertThat(line(expanded(target("T", twice, twice)), "TECH").weight()).isEqualTo(Rational.ONE);
  }

  @Test
  void ignoresLeverageOfWhatIsNoModel() {
    var target = expanded(target("T", levered(security("XOM", "1"), "3", false)));

    assertThat(target.content()).isEqualTo(expanded(target("T", security("XOM", "1"))).content());
  }

  @Test
  void asksForALeverageAboveZero() {
    assertThat(fault(target("T", levered(model("TECH", "1"), "0", true))))
        .isEqualTo("Target T is invalid: the leverage of MODEL TECH is 0, not above 0.");
  }

  @Test
  void refusesASubTargetOfAnotherFirm() {
    assertThat(
            fault(target("T", subTarget("SUB", "1")), target("SUB", "F-2", 1, List.of(cash("1")))))
        .isEqualTo("Target T is invalid: its sub-target SUB belongs to another firm.");
  }

  @Test
  void refusesAComponentThatNamesNothing() {
    assertThat(fault(target("T", security("", "1")))).contains("names nothing");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void givesTheSameContentInWhateverOrderComponentsStand(long seed) {
    var components =
        new ArrayList<Component>(
            List.of(
                security("XOM", "0.2"),
                within(security("XOM", "0.1"), Tolerance.absolute("0.03")),
                security("KO", "0.1"),
                model("TECH", "0.2"),
                subTarget("SUB", "0.3"),
                cash("0.1")));
    boards.target(target("SUB", model("TECH", "0.5"), security("KO", "0.5")));
    var ordered = expanded(target("T", Books.FIRM, 1, components)).content();

    Collections.shuffle(components, new Random(seed));

    assertThat(expanded(target("T", Books.FIRM, 2, components)).content()).isEqualTo(ordered);
  }
}
