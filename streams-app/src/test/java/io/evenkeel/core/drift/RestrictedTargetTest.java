package io.evenkeel.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Restriction;
import io.evenkeel.core.book.Restriction.Kind;
import io.evenkeel.core.book.Restriction.Replacement;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A target and a model under restrictions")
class RestrictedTargetTest {
  private static TargetLine line(Component.Kind kind, String ref, String weight) {
    return new TargetLine(
        kind,
        ref,
        Rational.of(weight),
        List.of(Tolerance.DEFAULT_THRESHOLD),
        List.of(Tolerance.DEFAULT_PRECISION),
        Leverage.NONE,
        true,
        true);
  }

  private static TargetLine security(String id, String weight) {
    return line(Component.Kind.SECURITY, id, weight);
  }

  private static ExpandedTarget target(TargetLine... lines) {
    return new ExpandedTarget(
        List.of(lines), Map.of("T", 1L), TradeLogic.BEST_FIT, LotMethod.CUSTODIAN_DEFAULT, null);
  }

  private static Restriction excluded(String id, Replacement replacement) {
    return new Restriction(id, Kind.EXCLUDE, replacement, null, null, null);
  }

  private static Restriction replaced(String id, String by) {
    return new Restriction(id, Kind.SUBSTITUTE, null, by, null, null);
  }

  private static List<String> lines(ExpandedTarget target, Restriction... restrictions) {
    return RestrictedTarget.of(target, Restrictions.of(List.of(restrictions)))
        .target()
        .lines()
        .stream()
        .map(line -> line.kind() + " " + line.ref() + " " + line.weight())
        .toList();
  }

  @Test
  void givesTheWeightOfAnExcludedSecurityToCash() {
    var target =
        target(security("A", "0.5"), security("B", "0.4"), line(Component.Kind.CASH, "", "0.1"));

    assertThat(lines(target, excluded("A", Replacement.CASH)))
        .containsExactly("SECURITY B 2/5", "CASH  3/5");
  }

  @Test
  void reportsCashThatTheTargetDoesNotNameWithoutTriggering() {
    var target = target(security("A", "0.5"), security("B", "0.5"));

    var changed =
        RestrictedTarget.of(target, Restrictions.of(List.of(excluded("A", Replacement.CASH))));

    assertThat(changed.target().lines().get(1))
        .returns(Component.Kind.CASH, TargetLine::kind)
        .returns(false, TargetLine::triggers);
  }

  @Test
  void spreadsTheWeightOfAnExcludedSecurityOverTheRestButNotOverCash() {
    var target =
        target(
            security("A", "0.4"),
            security("B", "0.3"),
            line(Component.Kind.MODEL, "M", "0.2"),
            line(Component.Kind.CASH, "", "0.1"));

    assertThat(lines(target, excluded("A", Replacement.PRO_RATA)))
        .containsExactly("SECURITY B 27/50", "MODEL M 9/25", "CASH  1/10");
  }

  @Test
  void leavesInCashWhatThereIsNothingElseToSpreadOver() {
    var target = target(security("A", "0.9"), line(Component.Kind.CASH, "", "0.1"));

    assertThat(lines(target, excluded("A", Replacement.PRO_RATA))).containsExactly("CASH  1");
  }

  @Test
  void givesTheWeightOfAReplacedSecurityToItsSubstitute() {
    var target = target(security("A", "0.5"), security("B", "0.5"));

    assertThat(lines(target, replaced("A", "C")))
        .containsExactly("SECURITY B 1/2", "SECURITY C 1/2");
    assertThat(lines(target, replaced("A", "B"))).containsExactly("SECURITY B 1");
  }

  @Test
  void leavesInCashWhatASubstituteMayNotTakeEither() {
    var target = target(security("A", "0.5"), security("B", "0.5"));

    assertThat(lines(target, replaced("A", "B"), replaced("B", "A"))).containsExactly("CASH  1");
    assertThat(lines(target, replaced("A", "C"), excluded("C", Replacement.PRO_RATA)))
        .containsExactly("SECURITY B 1/2", "CASH  1/2");
  }

  @Test
  void staysAsItIsUnderWhatOnlyLimitsTrading() {
    var target = target(security("A", "0.5"), security("B", "0.5"));
    var restriction = new Restriction("A", Kind.DO_NOT_TRADE, null, null, null, null);

    assertThat(lines(target, restriction)).containsExactly("SECURITY A 1/2", "SECURITY B 1/2");
  }

  @Test
  void saysWhichRestrictionIsBehindEachChangedLine() {
    var target = target(security("A", "0.5"), security("B", "0.3"), security("C", "0.2"));

    var changed =
        RestrictedTarget.of(
            target, Restrictions.of(List.of(replaced("A", "D"), excluded("B", Replacement.CASH))));

    assertThat(changed.causes())
        .isEqualTo(
            new TreeMap<>(
                Map.of("SECURITY:A", "A", "SECURITY:D", "A", "SECURITY:B", "B", "CASH", "B")));
  }

  private static Model model(Map<String, String> weights) {
    var holdings = new TreeMap<String, GivenWeight>();
    weights.forEach((id, weight) -> holdings.put(id, GivenWeight.of(weight)));
    return new Model("M", "F", 3, "manager", holdings);
  }

  private static Model restricted(Model model, Restriction... restrictions) {
    return RestrictedModel.of(model, Restrictions.of(List.of(restrictions))).model();
  }

  @Test
  void changesAModelInTheSameWay() {
    var model = model(Map.of("A", "0.3", "B", "0.3", "C", "0.3"));

    assertThat(restricted(model, excluded("A", Replacement.CASH)))
        .isEqualTo(model(Map.of("B", "0.3", "C", "0.3")));
    assertThat(restricted(model, excluded("A", Replacement.PRO_RATA)))
        .isEqualTo(model(Map.of("B", "0.45", "C", "0.45")));
    assertThat(restricted(model, replaced("A", "B")))
        .isEqualTo(model(Map.of("B", "0.6", "C", "0.3")));
    assertThat(restricted(model, replaced("Z", "B"))).isSameAs(model);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepsTheSumOfWeightsAndHoldsNothingRestricted(long seed) {
    var random = new Random(seed);
    var count = 1 + random.nextInt(6);
    var weights = new TreeMap<String, GivenWeight>();
    for (var i = 0; i < count; i++) {
      weights.put("S" + i, new GivenWeight(BigDecimal.valueOf(1 + random.nextInt(16_000_000), 8)));
    }
    var restrictions = restrictions(random, count);
    var model = new Model("M", "F", 1, "manager", weights);

    var once = RestrictedModel.of(model, restrictions).model();

    assertThat(once.holdings().keySet()).noneMatch(id -> restrictions.of(id) != null);
    assertThat(once.holdings().values()).allMatch(weight -> weight.fraction().signum() > 0);
    assertThat(sum(once)).isLessThanOrEqualTo(sum(model));
    if (restrictions.all().stream().allMatch(r -> r.replacement() == Replacement.PRO_RATA)
        && restrictions.bySecurity().size() < count) {
      assertThat(sum(once)).isEqualByComparingTo(sum(model));
    }
    assertThat(RestrictedModel.of(once, restrictions).model()).isEqualTo(once);
    assertThat(totalOfTarget(weights, restrictions)).isEqualTo(Rational.of(1));
  }

  private static Restrictions restrictions(Random random, int count) {
    var restrictions = new ArrayList<Restriction>();
    for (var i = 0; i < count; i++) {
      switch (random.nextInt(5)) {
        case 0 -> restrictions.add(excluded("S" + i, Replacement.CASH));
        case 1 -> restrictions.add(excluded("S" + i, Replacement.PRO_RATA));
        case 2 -> restrictions.add(replaced("S" + i, "S" + (i + 1 + random.nextInt(3))));
        default -> {}
      }
    }
    return Restrictions.of(restrictions);
  }

  private static BigDecimal sum(Model model) {
    return model.holdings().values().stream()
        .map(GivenWeight::fraction)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The same weights as components; what they leave to 1 is a model's. */
  private static Rational totalOfTarget(
      Map<String, GivenWeight> weights, Restrictions restrictions) {
    var lines = new ArrayList<TargetLine>();
    var rest = Rational.of(1);
    for (var weight : weights.entrySet()) {
      lines.add(security(weight.getKey(), weight.getValue().toString()));
      rest = rest.minus(weight.getValue().exact());
    }
    lines.add(
        line(
            Component.Kind.MODEL,
            "M",
            rest.toDecimal(8, java.math.RoundingMode.UNNECESSARY).toPlainString()));
    var changed = RestrictedTarget.of(target(lines.toArray(TargetLine[]::new)), restrictions);
    assertThat(changed.target().lines())
        .noneMatch(
            line -> line.kind() == Component.Kind.SECURITY && restrictions.of(line.ref()) != null);
    return changed.target().lines().stream()
        .map(TargetLine::weight)
        .reduce(Rational.ZERO, Rational::plus);
  }
}
