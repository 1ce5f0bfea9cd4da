package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Side.ABOVE;
import static io.evenkeel.core.drift.Side.BELOW;
import static io.evenkeel.core.drift.Side.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.money.Rational;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line with a band of 8 to 12 %")
class HysteresisTest {
  private static final Band BAND =
      new Band(Rational.of("0.08"), Rational.of("0.10"), Rational.of("0.12"));

  private static Side side(String weight, Side before, String hysteresis) {
    return Hysteresis.of(hysteresis).side(Rational.of(weight), BAND, before);
  }

  @Test
  void isNotBreachedExactlyOnAnEdge() {
    assertThat(side("0.12", NONE, "0.10")).isEqualTo(NONE);
    assertThat(side("0.08", NONE, "0.10")).isEqualTo(NONE);
  }

  @Test
  void isBreachedStrictlyOutside() {
    assertThat(side("0.120000000000000001", NONE, "0.10")).isEqualTo(ABOVE);
    assertThat(side("0.079999999999999999", NONE, "0.10")).isEqualTo(BELOW);
  }

  @Test
  void staysBreachedInsideTheBandUntilItReachesTheClearingEdge() {
    assertThat(side("0.1181", ABOVE, "0.10")).isEqualTo(ABOVE);
    assertThat(side("0.118", ABOVE, "0.10")).isEqualTo(NONE);
    assertThat(side("0.0819", BELOW, "0.10")).isEqualTo(BELOW);
    assertThat(side("0.082", BELOW, "0.10")).isEqualTo(NONE);
  }

  @Test
  void clearsOnItsEdgeWithoutHysteresis() {
    assertThat(side("0.12", ABOVE, "0")).isEqualTo(NONE);
    assertThat(side("0.08", BELOW, "0")).isEqualTo(NONE);
  }

  @Test
  void clearsAtTheTargetWithFullHysteresis() {
    assertThat(side("0.1000001", ABOVE, "1")).isEqualTo(ABOVE);
    assertThat(side("0.1", ABOVE, "1")).isEqualTo(NONE);
  }

  @Test
  void changesSideWhenItJumpsAcross() {
    assertThat(side("0.05", ABOVE, "0.10")).isEqualTo(BELOW);
    assertThat(side("0.15", BELOW, "0.10")).isEqualTo(ABOVE);
  }

  @Test
  void isNotHeldByABreachOfTheOtherSide() {
    assertThat(side("0.081", ABOVE, "0.10")).isEqualTo(NONE);
    assertThat(side("0.119", BELOW, "0.10")).isEqualTo(NONE);
  }

  @Test
  void raisesOneBreachWhileItTremblesOnItsBound() {
    var side = NONE;
    var changes = 0;
    for (var i = 0; i < 100; i++) {
      var next = side(i % 2 == 0 ? "0.1201" : "0.1199", side, "0.10");
      changes += next == side ? 0 : 1;
      side = next;
    }
    assertThat(changes).isEqualTo(1);
  }

  @Test
  void withATargetOfZeroStaysBreachedWhileAnythingIsHeld() {
    var hysteresis = Hysteresis.DEFAULT;

    assertThat(hysteresis.side(Rational.of("0.0001"), Bands.NOTHING, NONE)).isEqualTo(ABOVE);
    assertThat(hysteresis.side(Rational.of("0.0001"), Bands.NOTHING, ABOVE)).isEqualTo(ABOVE);
    assertThat(hysteresis.side(Rational.ZERO, Bands.NOTHING, ABOVE)).isEqualTo(NONE);
  }

  @Test
  void isNeverAboveWhereNothingBoundsIt() {
    var hysteresis = Hysteresis.DEFAULT;

    assertThat(hysteresis.side(Rational.of("5"), Bands.SPARE_CASH, NONE)).isEqualTo(NONE);
    assertThat(hysteresis.side(Rational.of("5"), Bands.SPARE_CASH, ABOVE)).isEqualTo(NONE);
    assertThat(hysteresis.side(Rational.of("-0.01"), Bands.SPARE_CASH, NONE)).isEqualTo(BELOW);
    assertThat(hysteresis.side(Rational.ZERO, Bands.SPARE_CASH, BELOW)).isEqualTo(NONE);
    assertThat(hysteresis.upperClearingEdge(Bands.SPARE_CASH)).isNull();
  }

  @Test
  void hasItsClearingEdgesTheShareOfTheWayBackToTheTarget() {
    assertThat(Hysteresis.DEFAULT.upperClearingEdge(BAND)).isEqualTo(Rational.of("0.118"));
    assertThat(Hysteresis.DEFAULT.lowerClearingEdge(BAND)).isEqualTo(Rational.of("0.082"));
  }

  @Test
  void takesAShareFromZeroToOne() {
    assertThatThrownBy(() -> Hysteresis.of("-0.1")).hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> Hysteresis.of("1.1")).hasMessageContaining("from 0 to 1");
  }
}
