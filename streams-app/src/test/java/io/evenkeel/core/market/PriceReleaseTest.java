package io.evenkeel.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.money.Price;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Releasing a held price")
class PriceReleaseTest {
  private static final PriceHold HELD =
      new PriceHold("X", RefusalReason.JUMP, tick("100", 0), tick("50", 1), false, null, 3, 17);

  @Test
  void makesItTheLastGoodOne() {
    var released = ((ReleaseAnswer.Released) answer(HELD, null, "50")).hold();

    assertThat(released.lastGood()).isEqualTo(tick("50", 1));
    assertThat(released.released()).isTrue();
    assertThat(released.releasedBy()).isEqualTo("operator-1");
    assertThat(released.state()).isEqualTo(new GuardState(tick("50", 1), null));
    assertThat(released.offset()).isEqualTo(17);
  }

  @Test
  void takesAnyPriceWhereTheCommandNamesNone() {
    assertThat(answer(HELD, null, null)).isInstanceOf(ReleaseAnswer.Released.class);
  }

  @Test
  void isRejectedWhereNothingIsHeld() {
    var older =
        new PriceHold(
            "X", RefusalReason.OLDER_THAN_LAST, tick("100", 0), tick("9", -1), false, null, 3, 17);

    assertThat(code(answer(null, null, null))).isEqualTo(ReleaseAnswer.Code.NOTHING_HELD);
    assertThat(code(answer(older, null, null))).isEqualTo(ReleaseAnswer.Code.NOTHING_HELD);
    assertThat(code(answer(HELD.releasedBy("operator-2"), null, null)))
        .isEqualTo(ReleaseAnswer.Code.NOTHING_HELD);
  }

  @Test
  void isRejectedWhereAnotherPriceIsHeldThanTheSenderSaw() {
    assertThat(code(answer(HELD, null, "51"))).isEqualTo(ReleaseAnswer.Code.WRONG_STATE);
  }

  @Test
  void isRejectedWhereAFirmAsksForIt() {
    assertThat(code(answer(HELD, "F-1", "50"))).isEqualTo(ReleaseAnswer.Code.WRONG_FIRM);
  }

  private static ReleaseAnswer answer(
      @Nullable PriceHold hold, @Nullable String firmId, @Nullable String price) {
    return PriceRelease.answer(
        hold,
        new ReleaseCommand(
            "C-1",
            "X",
            "operator-1",
            Instant.EPOCH,
            firmId,
            price == null ? null : Price.of(price)));
  }

  private static ReleaseAnswer.Code code(ReleaseAnswer answer) {
    return ((ReleaseAnswer.Rejected) answer).code();
  }

  private static Tick tick(String price, int second) {
    return new Tick(Price.of(price), "USD", Instant.ofEpochSecond(1_000 + second));
  }
}
