package io.evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Configuration;
import io.evenkeel.core.approval.OrderIds;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that sells 50 of A and 40 of B at 10 dollars; of 20 units of A no basis is known. */
@DisplayName("A gain that a backtest realises")
class FeesBacktestTest {
  private static final String BOOK =
      """
      {"securities":[{"symbol":"A"},{"symbol":"B"}],
       "targets":[
         {"targetId":"T","tradeLogic":"BEST_FIT","components":[
           {"kind":"SECURITY","ref":"A","weight":"0.5"},
           {"kind":"SECURITY","ref":"B","weight":"0.4"},
           {"kind":"CASH","weight":"0.1"}]},
         {"targetId":"C","components":[{"kind":"CASH","weight":"1"}]}],
       "accounts":[{"accountId":"A-1","custodian":"SCHWAB","targetId":"T","rebalancing":true,
         "established":true,"sleeves":[{"sleeveId":"MANAGED","kind":"MANAGED","cash":"100.00",
          "holdings":[
           {"symbol":"A","quantity":"50","lots":[
             {"quantity":"20","costBasis":"100.00","acquired":"2020-01-02"},
             {"quantity":"10","costBasis":"150.00","acquired":"2025-12-01"}]},
           {"symbol":"B","quantity":"40","lots":[
             {"quantity":"40","costBasis":"360.00","acquired":"2025-12-01"}]}]}]}]}
      """;
  private static final String PRICES =
      """
      date,A,B
      2026-01-02,10,10
      2026-01-05,10,10
      2026-01-06,10,10
      """;

  @TempDir private Path directory;

  private JsonNode run(Configuration configuration, String... more) throws IOException {
    var commands = Stream.concat(Stream.of(liquidated()), Stream.of(more)).toList();
    var book = Files.writeString(directory.resolve("book.json"), BOOK);
    var rows = Files.writeString(directory.resolve("prices.csv"), PRICES);
    var script = Files.writeString(directory.resolve("script.jsonl"), String.join("\n", commands));
    var input =
        new Backtest.Input(
            configuration, book, rows, script, Policy.NONE, directory.resolve("out"));
    return Backtest.run(input, (done, total) -> {}).json();
  }

  private static String line(String at, String topic, String key, String value) {
    return "{\"at\":\"%s\",\"topic\":\"%s\",\"key\":\"%s\",\"value\":%s}"
        .formatted(at, topic, key, value);
  }

  private static String liquidated() {
    return String.join(
        "\n",
        line(
            "2026-01-05",
            "account-commands",
            "A-1",
            "{\"type\":\"ASSIGN_TARGET\",\"targetId\":\"C\",\"rebalancing\":true}"),
        line(
            "2026-01-05",
            "rebalance-commands",
            "R-1",
            "{\"type\":\"SUBMIT\",\"accounts\":[\"A-1\"]}"),
        line("2026-01-05", "rebalance-commands", "R-1", "{\"type\":\"APPROVE\"}"));
  }

  private static String orderOf(String security) {
    return OrderIds.orderId("R-1", "A-1", "SECURITY:" + security);
  }

  private static String said(String id, String type, String security, String figures) {
    return line(
        "2026-01-06",
        "execution-results.SCHWAB",
        "A-1",
        "{\"executionId\":\"%s\",\"execType\":\"%s\",\"refExecutionId\":\"%s-fill\",\"orderId\":\"%s\",\"batchId\":\"%s\"%s}"
            .formatted(
                id,
                type,
                orderOf(security),
                orderOf(security),
                OrderIds.batchId("R-1", "A-1"),
                figures));
  }

  private List<JsonNode> written(String topic) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(directory.resolve("out/" + topic + ".jsonl"))) {
      lines.add(Json.tree(line));
    }
    return lines;
  }

  private static String gains(String shortTerm, String longTerm, String total, int sales) {
    return "{\"shortTerm\":\"%s\",\"longTerm\":\"%s\",\"total\":\"%s\",\"sales\":%d,\"salesWithoutBasis\":1}"
        .formatted(shortTerm, longTerm, total, sales);
  }

  /** A brings 500.00 less 2.00, 9.96 a unit; B 400.00 less 1.90. */
  @Test
  void isWhatIsLeftAfterTheFeesThatTheCustodianTakes() throws IOException {
    var summary =
        run(
            Configuration.defaults()
                .with(List.of("backtest.orderFee=1.50", "backtest.saleFee=0.001")));

    assertThat(summary.path("realisedGains").toString())
        .isEqualTo(gains("-12.30", "99.20", "86.90", 2));
    assertThat(written("execution-results.SCHWAB"))
        .extracting(result -> number(result, "fees"), result -> number(result, "netAmount"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(new BigDecimal("2"), new BigDecimal("498")),
            org.assertj.core.groups.Tuple.tuple(new BigDecimal("1.9"), new BigDecimal("398.1")));
    assertThat(summary.path("traded").asText()).as("fees are no trade").isEqualTo("900.00");
    assertThat(summary.path("lastEquity").asText()).isEqualTo("996.10");
  }

  private static BigDecimal number(JsonNode record, String field) {
    return new BigDecimal(record.path(field).asText()).stripTrailingZeros();
  }

  @Test
  void isWithoutFeesUnlessSomeAreConfigured() throws IOException {
    var summary = run(Configuration.defaults());

    assertThat(summary.path("realisedGains").toString())
        .isEqualTo(gains("-10.00", "100.00", "90.00", 2));
  }

  @Test
  void countsTheFeesThatACorrectionStates() throws IOException {
    var summary =
        run(
            Configuration.defaults(),
            said("X-1", "CORRECT", "A", ",\"quantity\":\"50\",\"price\":\"10\",\"fees\":\"5.00\""));

    assertThat(summary.path("realisedGains").toString())
        .isEqualTo(gains("-11.00", "98.00", "87.00", 2));
  }

  @Test
  void countsTheNetAmountThatTheNewestCorrectionStatesOfWhatWasReallySold() throws IOException {
    var summary =
        run(
            Configuration.defaults(),
            said("X-1", "CORRECT", "B", ",\"quantity\":\"40\",\"price\":\"10\",\"fees\":\"9.00\""),
            said(
                "X-2",
                "CORRECT",
                "B",
                ",\"quantity\":\"20\",\"price\":\"10\",\"netAmount\":\"199.00\""));

    assertThat(summary.path("realisedGains").toString())
        .as("20 of B cost 180 and brought 199")
        .isEqualTo(gains("-31.00", "100.00", "69.00", 2));
  }

  @Test
  void isNoneOfASaleThatWasBusted() throws IOException {
    var summary = run(Configuration.defaults(), said("X-1", "BUST", "B", ""));

    assertThat(summary.path("realisedGains").toString())
        .isEqualTo(gains("-50.00", "100.00", "50.00", 1));
  }
}
