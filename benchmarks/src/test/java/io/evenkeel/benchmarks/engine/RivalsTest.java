package io.evenkeel.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.benchmarks.engine.Book.Thresholds;
import io.evenkeel.benchmarks.engine.Market.Weather;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("All rivals")
class RivalsTest {
  private static final int TICKS = 20_000;

  @ParameterizedTest
  @EnumSource
  void saySameThingsInTheSameOrder(Weather weather) {
    var thresholds = new Thresholds(0.05, 0.05, 0.1);
    var world = new World(new Case("test", "", 1_000, weather, 1, thresholds));
    var naive = world.naive();
    var rivals = List.of(world.corridor(), world.countdown(), world.scan(), naive);

    for (var rival : rivals) {
      var market = world.ticks();
      for (var tick = 0; tick < TICKS; tick++) {
        var symbol = market.tick();
        rival.tick(symbol, market.price(symbol));
      }
    }

    assertThat(naive.sides().said().upTo(TICKS)).isGreaterThan(100);
    assertThat(rivals).allMatch(r -> r.sides().said().agrees(naive.sides().said(), TICKS));
  }
}
