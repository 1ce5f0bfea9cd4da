package io.evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Configuration;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A batch that a backtest's script cancels")
class CancelBatchBacktestTest {
  private static final String BOOK =
      """
      {"securities":[{"symbol":"A"},{"symbol":"B"%s}],
       "targets":[{"targetId":"T","components":[
         {"kind":"SECURITY","ref":"A","weight":"0.50"},{"kind":"SECURITY","ref":"B","weight":"0.50"}]}],
       "accounts":[{"accountId":"A-1","custodian":"SCHWAB","targetId":"T","rebalancing":true,
         "established":true,"sleeves":[{"sleeveId":"MANAGED","kind":"MANAGED","cash":"0.00",
          "holdings":[{"symbol":"A","quantity":"90"},{"symbol":"B","quantity":"10"}]}]}]}
      """;
  private static final String PRICES =
      """
      date,A,B
      2026-01-02,100,100
      2026-01-03,100,100
      2026-01-05,100,100
      2026-01-06,100,100
      """;

  @TempDir private Path directory;

  private void run(boolean thin, List<String> commands) throws IOException {
    var volume = thin ? ",\"averageDailyVolume\":\"100\"" : "";
    var book = Files.writeString(directory.resolve("book.json"), BOOK.formatted(volume));
    var prices = Files.writeString(directory.resolve("prices.csv"), PRICES);
    var script = Files.writeString(directory.resolve("script.jsonl"), String.join("\n", commands));
    var input =
        new Backtest.Input(
            Configuration.defaults(), book, prices, script, Policy.NONE, directory.resolve("out"));
    Backtest.run(input, (done, total) -> {});
  }

  private List<JsonNode> written(String topic) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(directory.resolve("out/" + topic + ".jsonl"))) {
      lines.add(Json.tree(line));
    }
    return lines;
  }

  private static String said(String date, String topic, String key, String value) {
    return "{\"at\":\"%s\",\"topic\":\"%s\",\"key\":\"%s\",\"value\":%s}"
        .formatted(date, topic, key, value);
  }

  private static List<String> rebalanced(String date, String requestId) {
    return List.of(
        said(
            date,
            "rebalance-commands",
            requestId,
            "{\"type\":\"SUBMIT\",\"accounts\":[\"A-1\"],\"tradeLogic\":\"BEST_FIT\"}"),
        said(date, "rebalance-commands", requestId, "{\"type\":\"APPROVE\"}"));
  }

  private static String batchOf(String requestId) {
    return io.evenkeel.core.approval.OrderIds.batchId(requestId, "A-1");
  }

  private static String canceled(String date, String requestId) {
    return said(
        date,
        "account-commands",
        "A-1",
        "{\"type\":\"CANCEL_BATCH\",\"batchId\":\"%s\"}".formatted(batchOf(requestId)));
  }

  private static List<String> with(List<String> all, String... more) {
    var lines = new ArrayList<>(all);
    lines.addAll(List.of(more));
    return lines;
  }

  private List<String> instructions() throws IOException {
    return written("approved-trades.SCHWAB").stream()
        .map(batch -> batch.path("instruction").asText())
        .toList();
  }

  private List<String> results() throws IOException {
    return written("execution-results.SCHWAB").stream()
        .map(result -> result.path("execType").asText())
        .toList();
  }

  @Test
  void onTheDayOfItsApprovalIsNotWorked() throws IOException {
    run(false, with(rebalanced("2026-01-05", "R-1"), canceled("2026-01-05", "R-1")));

    assertThat(instructions()).containsExactly("NEW", "CANCEL");
    assertThat(results()).containsExactly("CANCELED");
  }

  /** Of a Saturday, so that its business day is the next row's. */
  @Test
  void whileItsOrdersAreHeldLeavesWhatIsFilled() throws IOException {
    run(true, with(rebalanced("2026-01-03", "R-1"), canceled("2026-01-05", "R-1")));

    assertThat(instructions()).containsExactly("NEW", "CANCEL");
    assertThat(results()).containsExactly("FILL", "CANCELED");
    var positions = written("positions");
    var sleeve = positions.get(positions.size() - 1).path("sleeves").get(0);
    assertThat(sleeve.path("holdings").get(0).path("quantity").asText()).startsWith("50");
    assertThat(sleeve.path("holdings").get(1).path("quantity").asText()).startsWith("10");
  }

  @Test
  void isReplacedOnceThatIsApproved() throws IOException {
    run(
        false,
        with(
            rebalanced("2026-01-05", "R-1"),
            said(
                "2026-01-05",
                "account-commands",
                "A-1",
                "{\"type\":\"REPLACE_BATCH\",\"batchId\":\"%s\",\"requestId\":\"R-2\"}"
                    .formatted(batchOf("R-1"))),
            said("2026-01-05", "rebalance-commands", "R-2", "{\"type\":\"APPROVE\"}")));

    assertThat(instructions()).containsExactly("NEW", "CANCEL", "REPLACE");
    assertThat(results()).containsExactly("CANCELED", "FILL", "FILL");
    assertThat(written("approved-trades.SCHWAB").get(2).path("replacesBatchId").asText())
        .isEqualTo(batchOf("R-1"));
  }

  @Test
  void thatIsFilledAlreadyIsRefused() throws IOException {
    run(false, with(rebalanced("2026-01-05", "R-1"), canceled("2026-01-06", "R-1")));

    assertThat(instructions()).containsExactly("NEW");
    assertThat(written("rejections").get(0).path("code").asText()).isEqualTo("BATCH_FINISHED");
  }
}
