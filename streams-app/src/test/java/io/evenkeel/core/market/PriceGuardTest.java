package io.evenkeel.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.money.Price;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The price guard")
class PriceGuardTest {
  private static final Instant NOON = Instant.parse("2026-11-20T17:00:00Z");
  private static final GuardState AT_100 = new GuardState(tick("100", 0), null);
  private static final GuardState HELD_AT_50 = new GuardState(tick("100", 0), tick("50", 10));

  @Test
  void acceptsTheFirstPriceOfASecurity() {
    assertThat(rule(GuardState.NOTHING, tick("100", 0))).isEqualTo(new Ruling.Accepted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.000001", "-100"})
  void refusesAPriceThatIsNotAboveZeroEvenTheFirst(String price) {
    assertThat(refusal(GuardState.NOTHING, tick(price, 0))).isEqualTo(RefusalReason.NOT_POSITIVE);
    assertThat(refusal(AT_100, tick(price, 1))).isEqualTo(RefusalReason.NOT_POSITIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"125", "75", "100.000001"})
  void acceptsAMoveUpToAndIncludingTheGuard(String price) {
    assertThat(rule(AT_100, tick(price, 1))).isEqualTo(new Ruling.Accepted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"125.000001", "74.999999", "0.01", "1000"})
  void holdsAMoveBeyondTheGuard(String price) {
    assertThat(rule(AT_100, tick(price, 1))).isInstanceOf(Ruling.Held.class);
  }

  @Test
  void refusesAPriceOlderThanTheLast() {
    assertThat(refusal(AT_100, tick("100", -1))).isEqualTo(RefusalReason.OLDER_THAN_LAST);
  }

  @Test
  void refusesAPriceOlderThanTheHeldOneSinceItProvesNothing() {
    assertThat(refusal(HELD_AT_50, tick("101", 9))).isEqualTo(RefusalReason.OLDER_THAN_LAST);
  }

  @Test
  void takesTheSamePriceAgainForARepetition() {
    assertThat(rule(AT_100, tick("100.00", 0))).isEqualTo(new Ruling.Repeated());
    assertThat(rule(HELD_AT_50, tick("50", 10))).isEqualTo(new Ruling.Repeated());
    assertThat(rule(HELD_AT_50, tick("100", 0))).isEqualTo(new Ruling.Repeated());
  }

  @Test
  void acceptsAnotherPriceOfTheSameMomentSinceItIsNotOlder() {
    assertThat(rule(AT_100, tick("101", 0))).isEqualTo(new Ruling.Accepted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"50", "50.5", "49.5"})
  void confirmsAHeldPriceByATickTwoSecondsLaterThatAgreesWithinOnePercent(String price) {
    assertThat(rule(HELD_AT_50, tick(price, 12))).isEqualTo(new Ruling.Accepted());
  }

  @Test
  void doesNotLetATickConfirmThatIsLessThanTwoSecondsLater() {
    var early = new Tick(Price.of("50"), "USD", NOON.plusSeconds(12).minusNanos(1_000));

    assertThat(rule(HELD_AT_50, early)).isInstanceOf(Ruling.TooSoon.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"50.500001", "49.499999", "30"})
  void holdsAnotherJumpInPlaceOfTheFirstWhereTheTwoDoNotAgree(String price) {
    assertThat(rule(HELD_AT_50, tick(price, 20))).isInstanceOf(Ruling.Held.class);
  }

  @Test
  void acceptsAPriceNearTheLastGoodOneSoThatASlipEnds() {
    assertThat(rule(HELD_AT_50, tick("101", 10))).isEqualTo(new Ruling.Accepted());
  }

  @Test
  void takesEveryJumpWhereItIsOff() {
    assertThat(PriceGuard.rule(AT_100, tick("0.01", 1), GuardSettings.OFF))
        .isEqualTo(new Ruling.Accepted());
    assertThat(PriceGuard.rule(HELD_AT_50, tick("7", 10), GuardSettings.OFF))
        .isEqualTo(new Ruling.Accepted());
  }

  @Test
  void doesNotCompareCurrencies() {
    var euros = new Tick(Price.of("1"), "EUR", NOON.plusSeconds(1));

    assertThat(rule(AT_100, euros)).isEqualTo(new Ruling.Accepted());
  }

  @Test
  void saysWhyAndWhatToDo() {
    var held = (Ruling.Held) rule(AT_100, tick("50", 1));

    assertThat(held.why())
        .isEqualTo(
            new Refusal(
                RefusalReason.JUMP,
                "The price 50 jumps from 100; it is held until a later tick agrees or an operator releases it."));
  }

  @Test
  void waitsAsLongAsItIsTold() {
    var patient =
        new GuardSettings(
            GuardSettings.DEFAULTS.jumpGuard(),
            GuardSettings.DEFAULTS.agreesWithin(),
            Duration.ofMinutes(1));

    assertThat(PriceGuard.rule(HELD_AT_50, tick("50", 69), patient))
        .isInstanceOf(Ruling.TooSoon.class);
    assertThat(PriceGuard.rule(HELD_AT_50, tick("50", 70), patient))
        .isEqualTo(new Ruling.Accepted());
  }

  private static Ruling rule(GuardState known, Tick tick) {
    return PriceGuard.rule(known, tick, GuardSettings.DEFAULTS);
  }

  private static RefusalReason refusal(GuardState known, Tick tick) {
    return ((Ruling.Refused) rule(known, tick)).why().reason();
  }

  private static Tick tick(String price, int secondsAfterNoon) {
    return new Tick(Price.of(price), "USD", NOON.plusSeconds(secondsAfterNoon));
  }
}
