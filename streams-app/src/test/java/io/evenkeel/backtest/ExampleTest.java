package io.evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.config.Configuration;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The worked example of a backtest")
class ExampleTest {
  static final Path DIRECTORY = Path.of("../docs/examples/backtest");
  static final Path BOOK = DIRECTORY.resolve("book.json");
  static final Path PRICES = DIRECTORY.resolve("prices.csv");
  private static final Path PAGE = Path.of("../docs/backtest.md");

  @TempDir private Path out;

  @Test
  void hasTheFilesThatItsGeneratorMakes() throws IOException {
    assertThat(Files.readString(BOOK)).isEqualTo(ExampleFiles.book());
    assertThat(Files.readString(PRICES)).isEqualTo(ExampleFiles.prices());
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void printsWhatItsPageShows(Policy policy) throws IOException {
    var printed = new StringWriter();

    SummaryTable.print(run(policy), new PrintWriter(printed));

    assertThat(Files.readString(PAGE)).contains(printed.toString().replace("\r\n", "\n").strip());
  }

  @Test
  void sumsUpTheSameForPeopleAndForPrograms() throws IOException {
    var json = run(Policy.REBALANCE).json();

    assertThat(out.resolve("written/summary.json")).hasContent(Json.pretty(json));
    assertThat(json.path("perAccount")).hasSize(12);
    assertThat(json.path("thresholds")).hasSize(3);
    for (var field : new String[] {"events", "rebalances", "orders"}) {
      var total = json.path(field).asLong();
      assertThat(total).isPositive();
      assertThat(sum(json.path("thresholds"), field)).isEqualTo(total);
      assertThat(sum(json.path("perAccount"), field)).isEqualTo(total);
    }
    for (var account : json.path("perAccount")) {
      assertThat(new BigDecimal(account.path("worstDrift").asText()))
          .isGreaterThan(new BigDecimal(account.path("averageDrift").asText()));
    }
  }

  @Test
  void saysWhoCouldNotBeJudgedAndWhy() throws IOException {
    var withoutBonds = out.resolve("prices.csv");
    Files.writeString(withoutBonds, "date,ACME,BOLT\n2023-01-02,82.50,46.20\n2023-01-03,84.10,\n");
    var printed = new StringWriter();

    var result = run(withoutBonds, Policy.NONE);
    SummaryTable.print(result, new PrintWriter(printed));

    assertThat(printed.toString())
        .contains(
            "12 accounts could not be judged on 24 of their rows, which count nowhere above:"
                + " PRICE_MISSING BONDS, PRICE_MISSING CEDAR,"
                + " PRICE_MISSING DUNE, PRICE_MISSING EMBER.");
    var account = result.json().path("perAccount").path(0);
    assertThat(account.path("threshold").asText()).isEqualTo("±25 % of target, ±5 points at most");
    assertThat(account.path("rowsNotJudged").asLong()).isEqualTo(2);
    assertThat(account.path("notJudgedBecause").path(0).path("subject").asText())
        .isEqualTo("BONDS");
  }

  private static long sum(Iterable<com.fasterxml.jackson.databind.JsonNode> parts, String field) {
    var sum = 0L;
    for (var part : parts) {
      sum += part.path(field).asLong();
    }
    return sum;
  }

  private Backtest.Result run(Policy policy) {
    return run(PRICES, policy);
  }

  private Backtest.Result run(Path prices, Policy policy) {
    var written = out.resolve("written");
    var input = new Backtest.Input(Configuration.defaults(), BOOK, prices, null, policy, written);
    return Backtest.run(input, (done, total) -> {});
  }
}
