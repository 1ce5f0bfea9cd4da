package io.evenkeel.backtest;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Real market history, which stands beside the project and is not part of it. */
final class History {
  static final String STOCKS = "us-stocks-20-daily-1990-2022.csv";
  static final String FUNDS = "us-factor-etfs-5-daily-2014-2022.csv";

  private History() {}

  /** The file, if {@code shared/data} stands beside the project. */
  static Optional<Path> find(String name) {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      var file = at.resolve("shared").resolve("data").resolve(name);
      if (Files.exists(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Some rows of a file, as a file of their own. */
  static Path rows(Path from, int skipped, int rows, Path to) throws java.io.IOException {
    try (var lines = Files.lines(from)) {
      var all = lines.toList();
      var some = new ArrayList<String>();
      some.add(all.get(0));
      some.addAll(all.subList(1 + skipped, 1 + skipped + rows));
      return Files.write(to, some);
    }
  }

  /** The same rows, but that each symbol has no price for days now and then, and all at times. */
  static Path withGaps(Path file, long seed) throws java.io.IOException {
    var random = new Random(seed);
    var lines = new ArrayList<>(Files.readAllLines(file));
    var columns = lines.get(0).split(",", -1).length;
    var closedUntil = new int[columns];
    for (var row = 2; row < lines.size(); row++) {
      var cells = lines.get(row).split(",", -1);
      var allUntil = random.nextInt(60) == 0 ? row + 1 + random.nextInt(3) : 0;
      for (var column = 1; column < columns; column++) {
        var own = random.nextInt(50) == 0 ? row + 1 + random.nextInt(5) : 0;
        closedUntil[column] = Math.max(closedUntil[column], Math.max(own, allUntil));
        cells[column] = row < closedUntil[column] ? "" : cells[column];
      }
      lines.set(row, String.join(",", cells));
    }
    return Files.write(file, lines);
  }

  /** The first price of every symbol that has one on the first row. */
  static Map<String, BigDecimal> firstPrices(Path file) {
    var prices = new LinkedHashMap<String, BigDecimal>();
    PriceFile.check(file)
        .forEach(
            row -> row.ticks().forEach(tick -> prices.putIfAbsent(tick.symbol(), tick.price())));
    return prices;
  }
}
