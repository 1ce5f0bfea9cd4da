package io.evenkeel.backtest;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a file of prices line by line; every fault names its line and column. */
final class PriceLines {
  private static final int MAX_DECIMALS = 6;
  private static final int MAX_DIGITS = 20;

  private final Path file;
  private final List<String> symbols;
  private int line = 1;
  private @Nullable LocalDate last;

  PriceLines(Path file, String header) {
    this.file = file;
    this.symbols = symbols(header);
  }

  List<String> symbols() {
    return symbols;
  }

  /** The row of the next line; empty for a blank line. */
  Optional<PriceRow> row(String text) {
    line++;
    if (text.isBlank()) {
      return Optional.empty();
    }
    var cells = text.split(",", -1);
    if (cells.length != symbols.size() + 1) {
      throw fault(
          "",
          "%d cells where the header has %d; separate cells by commas and leave a cell empty where there is no new price"
              .formatted(cells.length, symbols.size() + 1));
    }
    return Optional.of(new PriceRow(date(cells[0].strip()), ticks(cells)));
  }

  private List<String> symbols(String header) {
    var cells = header.replace("\uFEFF", "").split(",", -1);
    if (!cells[0].strip().equals("date") || cells.length < 2) {
      throw fault("", "the header must read date,SYM1,SYM2 and so on, with a symbol at least");
    }
    var symbols = new ArrayList<String>();
    var seen = new HashSet<String>();
    for (var i = 1; i < cells.length; i++) {
      var symbol = cells[i].strip();
      if (symbol.isEmpty()) {
        throw fault("", "column %d has no symbol; name it or remove it".formatted(i + 1));
      }
      if (!seen.add(symbol)) {
        throw fault(symbol, "the column stands twice; remove one");
      }
      symbols.add(symbol);
    }
    return List.copyOf(symbols);
  }

  private LocalDate date(String text) {
    LocalDate date;
    try {
      date = LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw fault("date", "\"%s\" is not a date such as 2020-03-16".formatted(text));
    }
    if (last != null && !date.isAfter(last)) {
      throw fault("date", "%s is not after %s; sort the rows by date".formatted(date, last));
    }
    last = date;
    return date;
  }

  private List<PriceRow.Tick> ticks(String[] cells) {
    var ticks = new ArrayList<PriceRow.Tick>(symbols.size());
    for (var i = 1; i < cells.length; i++) {
      var cell = cells[i].strip();
      if (!cell.isEmpty()) {
        var symbol = symbols.get(i - 1);
        ticks.add(new PriceRow.Tick(symbol, price(symbol, cell)));
      }
    }
    return ticks;
  }

  private BigDecimal price(String symbol, String cell) {
    BigDecimal price;
    try {
      price = new BigDecimal(cell);
    } catch (NumberFormatException e) {
      throw fault(
          symbol,
          "\"%s\" is not a price such as 27.35; leave the cell empty where there is none"
              .formatted(cell));
    }
    if (price.signum() <= 0) {
      throw fault(
          symbol, "%s is not above 0; leave the cell empty where there is none".formatted(cell));
    }
    if (price.stripTrailingZeros().scale() > MAX_DECIMALS) {
      throw fault(symbol, "%s has more than 6 decimals; round it".formatted(cell));
    }
    if (price.precision() - price.scale() > MAX_DIGITS) {
      throw fault(symbol, cell + " is too large for a price");
    }
    return price;
  }

  private BacktestFault fault(String column, String sentence) {
    var place = column.isEmpty() ? "" : ", column " + column;
    return new BacktestFault("%s line %d%s: %s".formatted(file, line, place, sentence));
  }
}
