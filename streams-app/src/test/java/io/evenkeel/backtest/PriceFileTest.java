package io.evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A file of prices")
class PriceFileTest {
  @TempDir private Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("prices.csv"), text);
  }

  private List<PriceRow> rows(String text) throws IOException {
    var rows = new ArrayList<PriceRow>();
    PriceFile.check(file(text)).forEach(rows::add);
    return rows;
  }

  @Test
  void isPlayedRowByRowInTheOrderOfItsColumns() throws IOException {
    assertThat(rows("date,KO,XOM\n2020-03-16,45.26,34.49\n2020-03-17,45.6,34.5\n"))
        .containsExactly(
            new PriceRow(
                LocalDate.parse("2020-03-16"),
                List.of(
                    new PriceRow.Tick("KO", new BigDecimal("45.26")),
                    new PriceRow.Tick("XOM", new BigDecimal("34.49")))),
            new PriceRow(
                LocalDate.parse("2020-03-17"),
                List.of(
                    new PriceRow.Tick("KO", new BigDecimal("45.6")),
                    new PriceRow.Tick("XOM", new BigDecimal("34.5")))));
  }

  @Test
  void hasNoNewPriceWhereACellIsEmpty() throws IOException {
    assertThat(rows("date,KO,XOM\n2020-03-16,,34.49\n2020-03-17,,\n"))
        .extracting(row -> row.ticks().stream().map(PriceRow.Tick::symbol).toList())
        .containsExactly(List.of("XOM"), List.of());
  }

  @Test
  void mayHaveAMarkOfItsEncodingWindowsLineEndsAndBlankLines() throws IOException {
    assertThat(rows("\uFEFFdate,KO\r\n2020-03-16,45.26\r\n\r\n")).hasSize(1);
  }

  @Test
  void knowsItsDatesAndSymbolsBeforeItIsPlayed() throws IOException {
    var file = PriceFile.check(file("date,KO\n2020-03-16,1\n2020-03-17,2\n"));

    assertThat(file.symbols()).containsExactly("KO");
    assertThat(file.dates())
        .containsExactly(LocalDate.parse("2020-03-16"), LocalDate.parse("2020-03-17"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "date,KO;2020-03-16,4x|line 2, column KO: \"4x\" is not a price such as 27.35",
        "date,KO,XOM;2020-03-16,1,0|line 2, column XOM: 0 is not above 0",
        "date,KO;2020-03-16,-1|line 2, column KO: -1 is not above 0",
        "date,KO;2020-03-16,1.0000001|line 2, column KO: 1.0000001 has more than 6 decimals",
        "date,KO;2020-03-16,1e30|line 2, column KO: 1e30 is too large for a price",
        "date,KO;2020-03-16,1;16.3.2020,1|line 3, column date: \"16.3.2020\" is not a date",
        "date,KO;2020-03-16,1;2020-03-16,1|line 3, column date: 2020-03-16 is not after 2020-03-16",
        "date,KO;2020-03-16,1;2020-03-13,1|line 3, column date: 2020-03-13 is not after 2020-03-16",
        "date,KO;2020-03-16|line 2: 1 cells where the header has 2",
        "date,KO;2020-03-16,1,2|line 2: 3 cells where the header has 2",
        "date,KO,KO;2020-03-16,1,2|line 1, column KO: the column stands twice",
        "date,KO,;2020-03-16,1,2|line 1: column 3 has no symbol",
        "day,KO;2020-03-16,1|line 1: the header must read date,SYM1,SYM2",
        "date|line 1: the header must read date,SYM1,SYM2",
        "date,KO|has no row of prices"
      })
  void namesTheLineAndColumnOfItsFirstFault(String lines, String sentence) throws IOException {
    var file = file(lines.replace(';', '\n'));

    assertThatThrownBy(() -> PriceFile.check(file))
        .isInstanceOf(BacktestFault.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(sentence);
  }

  @Test
  void thatCannotBeReadIsNamed() throws IOException {
    var missing = directory.resolve("missing.csv");
    var binary =
        Files.write(
            directory.resolve("binary.csv"), "date,K\u00d6".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> PriceFile.check(missing))
        .hasMessage(missing + " cannot be read; give a readable file of prices with --prices");
    assertThatThrownBy(() -> PriceFile.check(binary))
        .hasMessage(binary + " is not text in UTF-8; save it as that");
  }
}
