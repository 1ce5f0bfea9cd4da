package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.manager;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The targets of a model sleeve")
class SleeveTargetsTest {
  private static final Rational EQUITY = Rational.of("100000");

  @Test
  void followTheManagersCashWhenTracking() {
    var targets = SleeveTargets.of(manager("M", "A", "0.5", "B", "0.3"), Leverage.of("1.5"), true);

    assertThat(invested(targets).times(EQUITY)).isEqualTo(Rational.of("120000"));
    assertThat(targets.cash().times(EQUITY)).isEqualTo(Rational.of("-20000"));
    assertThat(targets.holdings()).containsEntry("A", Rational.of("0.75"));
  }

  @Test
  void leaveTheExposureToTheAdvisorWhenNotTracking() {
    var targets = SleeveTargets.of(manager("M", "A", "0.5", "B", "0.3"), Leverage.of("1.5"), false);

    assertThat(invested(targets).times(EQUITY)).isEqualTo(Rational.of("150000"));
    assertThat(targets.cash().times(EQUITY)).isEqualTo(Rational.of("-50000"));
    assertThat(targets.holdings()).containsEntry("A", Rational.of("0.9375"));
  }

  @Test
  void ofOneHoldingAtOnePointFiveBuyHalfAsMuchAgain() {
    var targets = SleeveTargets.of(manager("M", "A", "1"), Leverage.of("1.5"), false);

    assertThat(targets.holdings().get("A")).isEqualTo(Rational.of("1.5"));
    assertThat(targets.cash()).isEqualTo(Rational.of("-0.5"));
  }

  @Test
  void areExactWhereTheWeightsDoNotDivide() {
    var targets = SleeveTargets.of(manager("M", "A", "0.1", "B", "0.2"), Leverage.NONE, false);

    assertThat(targets.holdings().get("A").times(Rational.of(3))).isEqualTo(Rational.ONE);
    assertThat(targets.cash()).isEqualTo(Rational.ZERO);
  }

  @Test
  void ofAnAllCashManagerAreAllCash() {
    for (var tracks : new boolean[] {true, false}) {
      var targets = SleeveTargets.of(manager("M"), Leverage.of("1.5"), tracks);

      assertThat(targets.holdings()).isEmpty();
      assertThat(targets.cash()).isEqualTo(Rational.ONE);
    }
  }

  static Stream<Long> seeds() {
    return LongStream.range(0, 50).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sumToExactlyOne(long seed) {
    var random = new Random(seed);
    var world = new RandomWorld(seed, 1, List.of("A", "B", "C", "D", "E"));
    var leverage = new Leverage(BigDecimal.valueOf(1 + random.nextInt(300), 2));

    var targets = SleeveTargets.of(world.model("M"), leverage, random.nextBoolean());

    assertThat(invested(targets).plus(targets.cash())).isEqualTo(Rational.ONE);
  }

  private static Rational invested(SleeveTargets targets) {
    return targets.holdings().values().stream().reduce(Rational.ZERO, Rational::plus);
  }
}
