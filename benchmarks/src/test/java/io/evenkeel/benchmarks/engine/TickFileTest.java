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

      assertThat(batch.count).isEqualTo(TickFile.BATCH);
      for (var i = 0; i < batch.count; i++) {
        var symbol = market.tick();
        assertThat(batch.symbols[i]).isEqualTo(symbol);
        assertThat(batch.prices[i]).isEqualTo(market.price(symbol));
      }
    }
  }

  @Test
  void hasNoTicksBeyondThoseWritten() {
    var batch = new TickFile.Batch();
    var reader = file.reader();
    reader.fill(batch);
    reader.fill(batch);

    reader.fill(batch);

    assertThat(file.count()).isEqualTo(2 * TickFile.BATCH);
    assertThat(batch.count).isZero();
  }

  @Test
  void growsUnderAReaderThatWantsMore() {
    var batch = new TickFile.Batch();
    var reader = file.endless();
    for (var i = 0; i < 3; i++) {
      reader.fill(batch);
    }

    assertThat(batch.count).isEqualTo(TickFile.BATCH);
    assertThat(file.count()).isEqualTo(3 * TickFile.BATCH);
  }
}
