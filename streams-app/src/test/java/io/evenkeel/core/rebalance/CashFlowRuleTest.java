package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.CashFlowRule.Part;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The cash-flow rule")
class CashFlowRuleTest {
  private static Part part(String value, String target) {
    return new Part(Rational.of(value), Rational.of(target), null);
  }

  private static Part bounded(String value, String target, String bound) {
    return new Part(Rational.of(value), Rational.of(target), Rational.of(bound));
  }

  private static List<String> cents(List<Rational> dollars) {
    return dollars.stream()
        .map(each -> each.toDecimal(2, RoundingMode.HALF_EVEN).toPlainString())
        .toList();
  }

  @Test
  void raisesTheLowestFractionalDeviationsTogetherUntilTheDepositIsSpent() {
    var parts =
        List.of(
            part("16500", "0.20"),
            part("6500", "0.10"),
            part("43500", "0.40"),
            part("33500", "0.30"));

    var shares = CashFlowRule.deposit(Rational.of("5000"), parts);

    assertThat(cents(shares)).containsExactly("2166.67", "2833.33", "0.00", "0.00");
  }

  @Test
  void lowersTheHighestFractionalDeviationsOnAWithdrawal() {
    var parts = List.of(part("120", "0.5"), part("100", "0.5"), part("60", "0.5"));

    var gives = CashFlowRule.withdraw(Rational.of("50"), parts);

    assertThat(cents(gives)).containsExactly("35.00", "15.00", "0.00");
  }

  @Test
  void sellsLinesWithTargetZeroFirstInProportionToValue() {
    var parts = List.of(part("100", "1"), part("30", "0"), part("10", "0"));

    assertThat(cents(CashFlowRule.withdraw(Rational.of("20"), parts)))
        .containsExactly("0.00", "15.00", "5.00");
    assertThat(cents(CashFlowRule.withdraw(Rational.of("60"), parts)))
        .containsExactly("20.00", "30.00", "10.00");
  }

  @Test
  void neverBuysALineWithTargetZero() {
    var shares = CashFlowRule.deposit(Rational.of("10"), List.of(part("0", "0"), part("5", "1")));

    assertThat(cents(shares)).containsExactly("0.00", "10.00");
  }

  @Test
  void stopsALineAtItsBoundAndGoesOnWithTheOthers() {
    var parts = List.of(bounded("10", "1", "15"), part("20", "1"));

    assertThat(cents(CashFlowRule.deposit(Rational.of("12"), parts)))
        .containsExactly("5.00", "7.00");
  }

  @Test
  void leavesOverWhatNoBoundHasRoomFor() {
    var parts = List.of(bounded("10", "1", "15"), bounded("20", "1", "18"));

    assertThat(cents(CashFlowRule.deposit(Rational.of("12"), parts)))
        .containsExactly("5.00", "0.00");
    assertThat(cents(CashFlowRule.withdraw(Rational.of("12"), parts)))
        .containsExactly("0.00", "2.00");
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  /** Against pouring cent by cent into whichever line is lowest. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithPouringOneCentAfterAnother(long seed) {
    var random = new Random(seed);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      var value = Rational.of(random.nextInt(40)).dividedBy(Rational.of(10));
      var room = Rational.of(random.nextInt(30)).dividedBy(Rational.of(10));
      var bound = random.nextBoolean() ? null : value.plus(room);
      parts.add(new Part(value, Rational.of(random.nextInt(4)), bound));
    }
    var flow = Rational.of(random.nextInt(60)).dividedBy(Rational.of(10));

    var exact = CashFlowRule.deposit(flow, parts);
    var poured = pour(flow, parts);

    for (int i = 0; i < parts.size(); i++) {
      assertThat(exact.get(i).minus(poured.get(i)).abs()).isLessThan(Rational.of("0.05"));
    }
  }

  private static List<Rational> pour(Rational flow, List<Part> parts) {
    var cent = Rational.of("0.01");
    var poured = new ArrayList<Rational>();
    parts.forEach(part -> poured.add(Rational.ZERO));
    for (var left = flow; left.signum() > 0; left = left.minus(cent)) {
      var lowest = -1;
      Rational lowestRatio = null;
      for (int i = 0; i < parts.size(); i++) {
        var part = parts.get(i);
        var value = part.value().plus(poured.get(i));
        if (part.target().signum() == 0
            || (part.bound() != null && value.plus(cent).isGreaterThan(part.bound()))) {
          continue;
        }
        var ratio = value.dividedBy(part.target());
        if (lowestRatio == null || ratio.isLessThan(lowestRatio)) {
          lowest = i;
          lowestRatio = ratio;
        }
      }
      if (lowest < 0) {
        return poured;
      }
      poured.set(lowest, poured.get(lowest).plus(cent));
    }
    return poured;
  }
}
