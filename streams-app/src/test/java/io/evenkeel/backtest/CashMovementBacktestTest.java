package io.evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Configuration;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Cash movements in a backtest")
class CashMovementBacktestTest {
  private static final String BOOK =
      """
      {"securities":[{"symbol":"A","fractionable":true},{"symbol":"B","fractionable":true},
         {"symbol":"C","fractionable":true},{"symbol":"D","fractionable":true}],
       "targets":[{"targetId":"T","components":[
         {"kind":"SECURITY","ref":"A","weight":"0.20"},{"kind":"SECURITY","ref":"B","weight":"0.10",
          "threshold":{"absolute":"0.05"}},
         {"kind":"SECURITY","ref":"C","weight":"0.40"},{"kind":"SECURITY","ref":"D","weight":"0.30"}]}],
       "accounts":[{"accountId":"A-1","custodian":"SCHWAB","targetId":"T","rebalancing":true,
         "established":true,"sleeves":[{"sleeveId":"MANAGED","kind":"MANAGED","cash":"0.00",
          "holdings":[{"symbol":"A","quantity":"16500"},{"symbol":"B","quantity":"6500"},
            {"symbol":"C","quantity":"43500"},{"symbol":"D","quantity":"33500"}]}]}]}
      """;
  private static final String PRICES =
      """
      date,A,B,C,D
      2026-01-02,1,1,1,1
      2026-01-05,1,1,1,1
      2026-01-06,1,1,1,1
      2026-02-02,1,1,1,1
      2026-02-03,1,1,1,1
      """;

  @TempDir private Path directory;

  private JsonNode run(Policy policy, String... commands) throws IOException {
    var book = Files.writeString(directory.resolve("book.json"), BOOK);
    var prices = Files.writeString(directory.resolve("prices.csv"), PRICES);
    var script = Files.writeString(directory.resolve("script.jsonl"), String.join("\n", commands));
    var input =
        new Backtest.Input(
            Configuration.defaults(), book, prices, script, policy, directory.resolve("out"));
    return Backtest.run(input, (done, total) -> {}).json();
  }

  private List<JsonNode> written(String topic) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(directory.resolve("out/" + topic + ".jsonl"))) {
      lines.add(Json.tree(line));
    }
    return lines;
  }

  private static String asked(String date, String value) {
    return """
    {"at":"%s","topic":"account-commands","key":"A-1","value":{"type":"CASH_MOVEMENT",%s}}
    """
        .formatted(date, value)
        .strip();
  }

  private static String approved(String date, String requestId) {
    return """
    {"at":"%s","topic":"rebalance-commands","key":"%s","value":{"type":"APPROVE"}}
    """
        .formatted(date, requestId)
        .strip();
  }

  private List<String> statuses() throws IOException {
    return written("cash-movements").stream()
        .map(run -> run.path("runId").asText() + " " + run.path("status").asText())
        .distinct()
        .toList();
  }

  @Test
  void aDepositIsSpreadByTheCashFlowRuleAndSummedUp() throws IOException {
    var summary =
        run(
            Policy.NONE,
            asked(
                "2026-01-05",
                "\"movementId\":\"M-1\",\"direction\":\"DEPOSIT\",\"amount\":\"5000.00\",\"method\":\"REBALANCER\""),
            approved("2026-01-05", "M-1"));

    var orders = written("approved-trades.SCHWAB").get(0).path("orders");
    assertThat(orders).hasSize(2);
    assertThat(orders.get(0).path("quantity").asText()).startsWith("2166.66666");
    assertThat(orders.get(1).path("quantity").asText()).startsWith("2833.33333");
    assertThat(statuses()).containsExactly("M-1 PROCESSING", "M-1 WORKING", "M-1 COMPLETED");
    var flows = summary.path("cashFlows");
    assertThat(flows.path("deposits").asInt()).isEqualTo(1);
    assertThat(flows.path("deposited").asText()).isEqualTo("5000.00");
    assertThat(new BigDecimal(summary.path("lastEquity").asText()))
        .isEqualByComparingTo("105000.00");
  }

  @Test
  void aWithdrawalLeavesTheAccountOnceItIsComplete() throws IOException {
    var summary =
        run(
            Policy.NONE,
            asked(
                "2026-01-05",
                "\"movementId\":\"M-1\",\"direction\":\"WITHDRAWAL\",\"amount\":\"1000.00\",\"method\":\"PRO_RATA\""),
            approved("2026-01-05", "M-1"));

    assertThat(summary.path("cashFlows").path("withdrawn").asText()).isEqualTo("1000.00");
    var positions = written("positions");
    var funding = positions.get(positions.size() - 1).path("sleeves").get(1);
    assertThat(funding.path("kind").asText()).isEqualTo("FUNDING");
    assertThat(new BigDecimal(funding.path("settledCash").asText())).isZero();
    assertThat(summary.path("lastEquity").asText()).startsWith("9900");
  }

  @Test
  void aRecurringOneRunsByItselfAndThePolicyApprovesIt() throws IOException {
    var summary =
        run(
            Policy.REBALANCE,
            asked(
                "2026-01-02",
                "\"movementId\":\"M-1\",\"direction\":\"WITHDRAWAL\",\"amount\":\"1000.00\",\"method\":\"PRO_RATA\",\"date\":\"2026-01-06\",\"recurrence\":\"MONTHLY\",\"until\":\"2026-02-28\""));

    assertThat(statuses())
        .containsExactly(
            "M-1:2026-01-06 SCHEDULED",
            "M-1:2026-01-06 PROCESSING",
            "M-1:2026-02-06 SCHEDULED",
            "M-1:2026-01-06 WORKING",
            "M-1:2026-01-06 COMPLETED");
    assertThat(summary.path("cashFlows").path("withdrawals").asInt()).isEqualTo(1);
  }

  @Test
  void whatFailsIsCounted() throws IOException {
    var summary =
        run(
            Policy.NONE,
            asked(
                "2026-01-05",
                "\"movementId\":\"M-1\",\"direction\":\"WITHDRAWAL\",\"amount\":\"100000.01\",\"method\":\"PRO_RATA\""));

    assertThat(summary.path("cashFlows").path("failed").asInt()).isEqualTo(1);
    assertThat(written("cash-movements").get(2).path("issue").asText())
        .isEqualTo("INSUFFICIENT_CASH");
  }
}
