package io.evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random books on real history, event for event against the independent reference: kind, sequence,
 * time, causes, tiles, reasons, equity, and of every line weight, target, band, side and whether it
 * triggers.
 */
@DisplayName("A backtest on real history says exactly what the reference works out:")
class AgreesWithReferenceTest {
  private static final int ACCOUNTS = 12;

  @TempDir private Path directory;
  private @Nullable Path commands;

  private Path history(String name, int skipped, int rows) throws IOException {
    var file = History.find(name);
    assumeTrue(file.isPresent(), "shared/data/" + name + " does not stand beside the project");
    return History.rows(file.get(), skipped, rows, directory.resolve("prices.csv"));
  }

  private List<Told> compare(
      long seed,
      Path prices,
      Policy policy,
      String hysteresis,
      @Nullable Duration staleAfter,
      boolean jumpGuard)
      throws IOException {
    var first = History.firstPrices(prices);
    var text = SampleBook.of(seed, ACCOUNTS, new ArrayList<>(first.keySet()), first);
    var book = Files.writeString(directory.resolve("book.json"), text);
    var out = directory.resolve("out");
    var configuration =
        Configuration.defaults()
            .with(
                List.of(
                    "drift.hysteresis=" + hysteresis,
                    "prices.staleAfter="
                        + (staleAfter == null ? "off" : staleAfter.toHours() + "h"),
                    "prices.jumpGuard=" + (jumpGuard ? "0.25" : "off")));
    Backtest.run(
        new Backtest.Input(configuration, book, prices, commands, policy, out), (done, of) -> {});
    var reference = new ReferenceRun(out, text, hysteresis, staleAfter, jumpGuard);
    if (commands != null) {
      reference.scripted(commands);
    }
    var said = reference.said();
    var expected = reference.expected(prices);
    for (var i = 0; i < Math.min(said.size(), expected.size()); i++) {
      assertThat(said.get(i)).as("event %d", i + 1).isEqualTo(expected.get(i));
    }
    assertThat(said).hasSameSizeAs(expected);
    return said;
  }

  @ParameterizedTest(name = "seed {0}, {1} rows from row {2}, hysteresis {3}, guard {4}")
  @CsvSource({
    "1, 400, 0, 0.10, true",
    "2, 400, 2300, 0, false",
    "3, 400, 4600, 0.5, true",
    "4, 400, 7500, 0.10, false"
  })
  void whenNobodyTrades(long seed, int rows, int skipped, String hysteresis, boolean guard)
      throws IOException {
    var prices = history(History.STOCKS, skipped, rows);

    var said = compare(seed, prices, Policy.NONE, hysteresis, null, guard);

    assertThat(said).extracting(Told::kind).contains("FLAGGED", "CHANGED", "CLEARED");
  }

  @ParameterizedTest(name = "seed {0}, {1} rows from row {2}")
  @CsvSource({"11, 300, 0", "12, 300, 4600", "13, 300, 7500"})
  void whenEveryFlagIsRebalanced(long seed, int rows, int skipped) throws IOException {
    var prices = history(History.STOCKS, skipped, rows);

    var said = compare(seed, prices, Policy.REBALANCE, "0.10", null, true);

    assertThat(said).extracting(Told::kind).contains("FLAGGED", "CLEARED");
    assertThat(Files.size(directory.resolve("out").resolve("positions.jsonl"))).isPositive();
  }

  @ParameterizedTest(name = "seed {0}, stale after {1} h, policy {2}")
  @CsvSource({"21, 24, NONE", "22, 72, REBALANCE"})
  void whenPricesOfFundsAreMissingForDays(long seed, long hours, Policy policy) throws IOException {
    var prices = History.withGaps(history(History.FUNDS, 0, 400), seed);

    var said = compare(seed, prices, policy, "0.10", Duration.ofHours(hours), true);

    assertThat(said).extracting(Told::kind).contains("UNCHECKABLE", "CHECKABLE");
  }

  @ParameterizedTest(name = "seed {0}, policy {1}")
  @CsvSource({"31, NONE", "32, REBALANCE"})
  void whenAScriptAssignsRemovesSwitchesEditsAndWithdraws(long seed, Policy policy)
      throws IOException {
    var prices = history(History.STOCKS, 7000, 60);
    commands = Files.writeString(directory.resolve("commands.jsonl"), script(prices));

    var said = compare(seed, prices, policy, "0.10", null, true);

    assertThat(said).extracting(Told::kind).contains("MONITORING_STOPPED", "UNCHECKABLE");
    assertThat(Files.readString(directory.resolve("out").resolve("rejections.jsonl"))).isEmpty();
  }

  private static String script(Path prices) {
    var dates = PriceFile.check(prices).dates();
    var lines = new ArrayList<String>();
    say(lines, dates.get(2), "account-commands", "A-001", assign("T-3", true));
    say(lines, dates.get(3), "account-commands", "A-002", "{\"type\":\"REMOVE_TARGET\"}");
    say(lines, dates.get(5), "account-commands", "A-003", switched(false));
    say(lines, dates.get(9), "account-commands", "A-003", switched(true));
    say(lines, dates.get(7), "account-commands", "A-004", switched(true));
    say(lines, dates.get(7), "account-commands", "A-004", switched(false));
    say(lines, dates.get(10), "targets", "T-1", target("0.55", "0.45"));
    say(lines, dates.get(10), "rebalance-commands", "R-1", submit("A-005", "A-006"));
    say(lines, dates.get(10), "rebalance-commands", "R-1", "{\"type\":\"APPROVE\"}");
    say(lines, dates.get(12), "prices", "XOM", "null");
    say(lines, dates.get(14), "models", "M-1", model("0.30", "0.70"));
    say(lines, dates.get(16), "models", "M-2", "null");
    say(lines, dates.get(18), "models", "M-2", model("0.50", "0.50"));
    say(lines, dates.get(20), "positions", "A-007", "null");
    say(lines, dates.get(22), "targets", "T-2", "null");
    say(lines, dates.get(24), "targets", "T-2", target("0.40", "0.60"));
    say(
        lines,
        dates.get(26),
        "accounts",
        "A-008",
        "{\"status\":\"FROZEN\",\"marginEnabled\":true}");
    say(
        lines,
        dates.get(28),
        "accounts",
        "A-008",
        "{\"status\":\"ACTIVE\",\"marginEnabled\":true}");
    say(lines, dates.get(30), "accounts", "A-009", "null");
    say(lines, dates.get(32), "account-commands", "A-010", assign("T-4", true));
    say(lines, dates.get(32), "account-commands", "A-010", assign("T-5", true));
    return String.join("\n", lines);
  }

  private static void say(
      List<String> lines, java.time.LocalDate at, String topic, String key, String value) {
    lines.add(
        "{\"at\":\"%s\",\"topic\":\"%s\",\"key\":\"%s\",\"value\":%s}"
            .formatted(at, topic, key, value));
  }

  private static String assign(String targetId, boolean rebalancing) {
    return "{\"type\":\"ASSIGN_TARGET\",\"targetId\":\"%s\",\"rebalancing\":%s}"
        .formatted(targetId, rebalancing);
  }

  private static String switched(boolean on) {
    return "{\"type\":\"SET_REBALANCING\",\"on\":%s}".formatted(on);
  }

  private static String submit(String... accounts) {
    return "{\"type\":\"SUBMIT\",\"accounts\":[\"%s\"]}".formatted(String.join("\",\"", accounts));
  }

  private static String target(String stocks, String cash) {
    return "{\"components\":[{\"kind\":\"SECURITY\",\"ref\":\"KO\",\"weight\":\"%s\"},{\"kind\":\"CASH\",\"weight\":\"%s\"}]}"
        .formatted(stocks, cash);
  }

  private static String model(String one, String other) {
    return "{\"holdings\":[{\"securityId\":\"KO\",\"weight\":\"%s\"},{\"securityId\":\"PG\",\"weight\":\"%s\"}]}"
        .formatted(one, other);
  }
}
