package io.evenkeel.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Rational;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A corporate action")
class CorporateActionTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-18");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-18T05:00:00Z");
  private static final Instant BEFORE = MIDNIGHT.minusSeconds(1);
  private static final CorporateAction SPLIT =
      new CorporateAction("XOM", CorporateAction.Type.SPLIT, DAY, Rational.of("2"), null);

  private static Tick tick(String price, Instant asOf) {
    return new Tick(Price.of(price), "USD", asOf);
  }

  @Test
  void takesEffectAtTheBeginningOfItsDayInNewYork() {
    assertThat(SPLIT.effectiveAt()).isEqualTo(MIDNIGHT);
    assertThat(SPLIT.isPending(BEFORE, BEFORE, BEFORE)).isFalse();
    assertThat(SPLIT.isPending(BEFORE, BEFORE, MIDNIGHT)).isTrue();
  }

  @Test
  void isPendingUntilPositionsAndOfASplitThePriceTooAreOfThatDay() {
    assertThat(SPLIT.isPending(MIDNIGHT, BEFORE, MIDNIGHT)).isTrue();
    assertThat(SPLIT.isPending(BEFORE, MIDNIGHT, MIDNIGHT)).isTrue();
    assertThat(SPLIT.isPending(MIDNIGHT, MIDNIGHT, MIDNIGHT)).isFalse();

    var merger = new CorporateAction("XOM", CorporateAction.Type.MERGER, DAY, null, "CVX");
    assertThat(merger.isPending(MIDNIGHT, BEFORE, MIDNIGHT)).isFalse();
  }

  @Test
  void makesTheGuardBelieveThePriceAfterASplit() {
    var known = new GuardState(tick("100", BEFORE), null);
    var split = tick("50.40", MIDNIGHT);

    assertThat(PriceGuard.rule(known, split, GuardSettings.DEFAULTS))
        .as("nobody told of a split")
        .isInstanceOf(Ruling.Held.class);
    assertThat(PriceGuard.rule(known.expecting(SPLIT, split), split, GuardSettings.DEFAULTS))
        .isInstanceOf(Ruling.Accepted.class);
  }

  @Test
  void leavesTheGuardAsItIsBeforeAndAfterTheSplit() {
    var early = tick("50.40", BEFORE);
    var known = new GuardState(tick("100", BEFORE.minusSeconds(9)), null);
    assertThat(PriceGuard.rule(known.expecting(SPLIT, early), early, GuardSettings.DEFAULTS))
        .isInstanceOf(Ruling.Held.class);

    var since = new GuardState(tick("50", MIDNIGHT), null);
    var late = tick("25", MIDNIGHT.plusSeconds(9));
    assertThat(PriceGuard.rule(since.expecting(SPLIT, late), late, GuardSettings.DEFAULTS))
        .isInstanceOf(Ruling.Held.class);
  }

  @Test
  void refusesARatioThatIsNotAboveZeroAndASplitWithoutOne() {
    assertThatThrownBy(
            () ->
                new CorporateAction("XOM", CorporateAction.Type.SPLIT, DAY, Rational.of("0"), null))
        .hasMessageContaining("above 0");
    assertThatThrownBy(
            () -> new CorporateAction("XOM", CorporateAction.Type.SPLIT, DAY, null, null))
        .hasMessageContaining("needs a ratio");
  }
}
