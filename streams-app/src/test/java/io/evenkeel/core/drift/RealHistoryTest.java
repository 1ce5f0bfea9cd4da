package io.evenkeel.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("On real prices, production and the reference say the same")
class RealHistoryTest {
  /** Beside the project, where there is one; the test is skipped where there is none. */
  private static final Path DATA = Path.of("..", "..", "shared", "data");

  static Stream<Arguments> runs() {
    var stocks = "us-stocks-20-daily-1990-2022.csv";
    var funds = "us-factor-etfs-5-daily-2014-2022.csv";
    return Stream.of(
        Arguments.of(funds, 1L, "0.1", 1),
        Arguments.of(funds, 2L, "0", 1),
        Arguments.of(funds, 5L, "0.5", 1),
        Arguments.of(stocks, 1L, "0.1", 10),
        Arguments.of(stocks, 3L, "0", 10),
        Arguments.of(stocks, 4L, "0.5", 10));
  }

  @ParameterizedTest(name = "{0}, seed {1}, hysteresis {2}, every row of {3}")
  @MethodSource("runs")
  void eventForEvent(String file, long seed, String hysteresis, int every) throws IOException {
    var csv = DATA.resolve(file);
    assumeTrue(Files.isRegularFile(csv), "no price history at " + csv.toAbsolutePath());
    var rows = Files.readAllLines(csv);
    var symbols = rows.get(0).split(",", -1);
    var monitors = new TwoMonitors(hysteresis, Optional.empty());
    var world = RandomWorld.calm(seed, 4, Arrays.asList(symbols).subList(1, symbols.length));
    world.open(monitors);

    var said = 0;
    for (var row = 1; row < rows.size(); row += every) {
      apply(monitors, world, symbols, rows.get(row).split(",", -1));
      said += monitors.look().size();
      if (row / every % 125 == 0) {
        world.rebalanceAll(monitors);
      }
    }

    assertThat(said).isGreaterThan(10);
  }

  private static void apply(
      TwoMonitors monitors, RandomWorld world, String[] symbols, String[] cells) {
    var at = LocalDate.parse(cells[0]).atTime(17, 0).toInstant(ZoneOffset.UTC);
    monitors.now(at);
    for (var i = 1; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        world.learn(symbols[i], Double.parseDouble(cells[i]));
        monitors.quote(symbols[i], new Quote(Price.of(cells[i]), "USD", at, false));
      }
    }
  }
}
