package io.evenkeel.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.benchmarks.engine.Book.Thresholds;
import io.evenkeel.benchmarks.engine.Market.Weather;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Counts, no times: the same on every machine. */
@DisplayName("A tick of a book of 200,000 accounts with 25 positions")
class TouchesPerTickTest {
  private static final int TICKS = 1_000_000;
  private static final Thresholds USUAL = new Thresholds(0.25, 0.05, 0.1);

  @Test
  void touchesOneAccountInTwentyTicksAtMost() {
    var usual = new Case("test", "", 200_000, Weather.CALM, 1_000, USUAL);
    var world = new World(usual);
    var rival = world.corridor();
    var market = world.ticks();
    var holders = new Holders(world.book(), Case.SYMBOLS);
    var holdings = 0L;

    for (var tick = 0; tick < TICKS; tick++) {
      var symbol = market.tick();
      rival.tick(symbol, market.price(symbol));
      holdings += holders.end(symbol) - holders.begin(symbol);
    }

    assertThat(world.topShare()).isBetween(0.33, 0.35);
    assertThat((double) holdings / TICKS).isGreaterThan(4_000);
    assertThat(rival.sides().said().upTo(TICKS)).isPositive();
    assertThat((double) rival.touches() / TICKS).isLessThanOrEqualTo(0.05);
    assertThat(world.bytesPerPosition()).isLessThanOrEqualTo(40);
  }
}
