package io.evenkeel.backtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file of prices: a header {@code date,SYM1,SYM2,…} and a row a day, dates ascending, where an
 * empty cell means no new price. It is read twice and never held: once to find every fault before
 * anything is done, and once to be played.
 *
 * @param symbols the columns after the date
 * @param dates one per row, ascending; at least one
 */
record PriceFile(Path file, List<String> symbols, List<LocalDate> dates) {
  PriceFile {
    symbols = List.copyOf(symbols);
    dates = List.copyOf(dates);
  }

  /**
   * Reads the whole file once.
   *
   * @throws BacktestFault that names the line and column of the first fault
   */
  static PriceFile check(Path file) {
    var dates = new ArrayList<LocalDate>();
    var symbols = read(file, row -> dates.add(row.date()));
    if (dates.isEmpty()) {
      throw new BacktestFault(
          "%s has no row of prices; give a file with a header date,SYM1,SYM2 and a row a day"
              .formatted(file));
    }
    return new PriceFile(file, symbols, dates);
  }

  /** Plays every row, in order. */
  void forEach(Consumer<PriceRow> action) {
    read(file, action);
  }

  private static List<String> read(Path file, Consumer<PriceRow> action) {
    try (var reader = Files.newBufferedReader(file)) {
      return read(file, reader, action);
    } catch (CharacterCodingException e) {
      throw new BacktestFault(file + " is not text in UTF-8; save it as that");
    } catch (IOException e) {
      throw unreadable(file);
    } catch (UncheckedIOException e) {
      throw unreadable(file);
    }
  }

  private static List<String> read(Path file, BufferedReader reader, Consumer<PriceRow> action)
      throws IOException {
    var header = reader.readLine();
    var lines = new PriceLines(file, header == null ? "" : header);
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.row(line).ifPresent(action);
    }
    return lines.symbols();
  }

  private static BacktestFault unreadable(Path file) {
    return new BacktestFault(
        "%s cannot be read; give a readable file of prices with --prices".formatted(file));
  }
}
