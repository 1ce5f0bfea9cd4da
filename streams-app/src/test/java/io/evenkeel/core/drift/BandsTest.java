package io.evenkeel.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.money.Rational;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A band")
class BandsTest {
  private static Band around(String target, Tolerance... tolerances) {
    return Bands.around(Rational.of(target), List.of(tolerances));
  }

  private static Band band(String low, String target, String high) {
    return new Band(Rational.of(low), Rational.of(target), Rational.of(high));
  }

  @Test
  void ofTenPercentIsEightToTwelveByDefault() {
    assertThat(around("0.10", Tolerance.DEFAULT_THRESHOLD)).isEqualTo(band("0.08", "0.10", "0.12"));
  }

  @Test
  void ofPrecisionAroundTenPercentIsNinePointSixToTenPointFour() {
    assertThat(around("0.10", Tolerance.DEFAULT_PRECISION))
        .isEqualTo(band("0.096", "0.10", "0.104"));
  }

  @Test
  void relativeScalesWithTheSizeOfTheTarget() {
    assertThat(around("0.40", Tolerance.relative("0.25"))).isEqualTo(band("0.3", "0.4", "0.5"));
  }

  @Test
  void relativeAroundANegativeTargetHasItsLowerEdgeBelow() {
    assertThat(around("-0.5", Tolerance.relative("0.20"))).isEqualTo(band("-0.6", "-0.5", "-0.4"));
  }

  @Test
  void absoluteDoesNotScale() {
    assertThat(around("0.02", Tolerance.absolute("0.05"))).isEqualTo(band("-0.03", "0.02", "0.07"));
  }

  @Test
  void fiveTwentyFiveTakesTheNarrower() {
    var rule = Tolerance.lesserOf("0.25", "0.05");

    assertThat(around("0.10", rule)).isEqualTo(band("0.075", "0.10", "0.125"));
    assertThat(around("0.60", rule)).isEqualTo(band("0.55", "0.60", "0.65"));
  }

  @Test
  void ofSeveralTolerancesIsTheNarrowestAtThisTarget() {
    var wide = Tolerance.relative("0.20");
    var fixed = Tolerance.absolute("0.05");

    assertThat(around("0.10", wide, fixed)).isEqualTo(around("0.10", wide));
    assertThat(around("0.50", wide, fixed)).isEqualTo(around("0.50", fixed));
  }

  @Test
  void ofWhatIsNotWantedIsZeroToZero() {
    assertThat(Bands.NOTHING).isEqualTo(band("0", "0", "0"));
  }

  @Test
  void ofCashWithoutAComponentIsOpenAbove() {
    assertThat(Bands.SPARE_CASH.low()).isEqualTo(Rational.ZERO);
    assertThat(Bands.SPARE_CASH.high()).isNull();
  }
}
