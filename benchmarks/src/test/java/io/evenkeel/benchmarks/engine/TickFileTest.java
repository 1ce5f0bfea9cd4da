package io.evenkeel.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.benchmarks.engine.Market.Weather;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file of ticks")
class TickFileTest {
  @TempDir private Path directory;
  private Market opening;
  private TickFile file;

  @BeforeEach
  void write() {
    opening = new Market(1, 100, 1_000);
    file = new TickFile(directory.resolve("ticks"), opening.from(4, Weather.CALM));
    file.extend(TickFile.BATCH + 1);
  }

  @Test
  void givesEveryReaderTheTicksOfItsMarketFromTheFirstOn() {
    for (var reader = 0; reader < 2; reader++) {
      var market = opening.from(4, Weather.CALM);
      var batch = new TickFile.Batch();
      var ticks = file.reader();
      ticks.fill(batch);
      ticks.fill(batch);
      for (var i = 0; i < TickFile.BATCH; i++) {
        market.tick();
      }

      for (var i = 0; i < TickFile.BATCH; i++) {
        var symbol = market.tick();
        assertThat(batch.symbols[i]).isEqualTo(symbol);
        assertThat(batch.prices[i]).isEqualTo(market.price(symbol));
      }
    }
  }

  @Test
  void growsByWholeBatches() {
    assertThat(file.count()).isEqualTo(2 * TickFile.BATCH);
  }

  @Test
  void growsUnderAReaderThatWantsMoreAndIsTheSameForTheNext() {
    var first = new TickFile.Batch();
    var second = new TickFile.Batch();
    var reader = file.reader();
    var next = file.reader();
    for (var i = 0; i < 3; i++) {
      reader.fill(first);
    }
    assertThat(file.count()).isEqualTo(3 * TickFile.BATCH);

    for (var i = 0; i < 3; i++) {
      next.fill(second);
    }

    assertThat(file.count()).isEqualTo(3 * TickFile.BATCH);
    assertThat(second.symbols).isEqualTo(first.symbols);
    assertThat(second.prices).isEqualTo(first.prices);
  }
}
