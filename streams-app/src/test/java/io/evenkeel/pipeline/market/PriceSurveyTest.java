package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.market.GuardSettings;
import io.evenkeel.core.market.Tick;
import io.evenkeel.core.money.Price;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A look at all prices")
class PriceSurveyTest {
  private final PriceBoard board = new PriceBoard(GuardSettings.DEFAULTS, new BoardCounts());
  private long offset;

  @Test
  void findsNoneBeforeTheFirst() {
    assertThat(board.survey().priced()).isZero();
    assertThat(board.survey().times()).isEmpty();
  }

  @Test
  void findsTheOldestTheNewestAndWhatHalfOfThemAreOlderThan() {
    take("A", "10", 30);
    take("B", "10", 10);
    take("C", "10", 50);
    take("D", "10", 40);

    assertThat(board.survey().priced()).isEqualTo(4);
    assertThat(board.survey().times()).contains(new PriceSurvey.Times(at(50), at(30), at(10)));
  }

  @Test
  void countsThoseOfWhichANewerPriceIsHeld() {
    take("A", "10", 10);
    take("B", "10", 10);
    take("A", "20", 20);

    assertThat(board.survey().quarantined()).isEqualTo(1);
    assertThat(board.survey().times()).contains(new PriceSurvey.Times(at(10), at(10), at(10)));
  }

  @Test
  void leavesOutAPriceThatWasWithdrawn() {
    take("A", "10", 10);
    board.withdraw("A", place());

    assertThat(board.survey().priced()).isZero();
  }

  private void take(String security, String price, long second) {
    board.take(security, new Tick(Price.of(price), "USD", at(second)), place());
  }

  private Place place() {
    return new Place(0, offset++, 0);
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
