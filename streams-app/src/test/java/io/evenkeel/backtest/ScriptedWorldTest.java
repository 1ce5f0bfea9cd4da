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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account of 1,000 dollars that is on its target: half A, two fifths B, the rest cash. */
@DisplayName("A script of a backtest")
class ScriptedWorldTest {
  private static final String BOOK =
      """
      {"securities":[{"symbol":"A"},{"symbol":"B","averageDailyVolume":"9000"}],
       "targets":[
         {"targetId":"T","tradeLogic":"BEST_FIT","components":[
           {"kind":"SECURITY","ref":"A","weight":"0.5"},
           {"kind":"SECURITY","ref":"B","weight":"0.4"},
           {"kind":"CASH","weight":"0.1"}]},
         {"targetId":"U","tradeLogic":"BEST_FIT","components":[
           {"kind":"SECURITY","ref":"A","weight":"0.4"},
           {"kind":"SECURITY","ref":"B","weight":"0.5"},
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
      2026-01-07,10,10
      """;

  @TempDir private Path directory;

  private JsonNode run(String prices, String... commands) throws IOException {
    var book = Files.writeString(directory.resolve("book.json"), BOOK);
    var rows = Files.writeString(directory.resolve("prices.csv"), prices);
    var script = Files.writeString(directory.resolve("script.jsonl"), String.join("\n", commands));
    var input =
        new Backtest.Input(
            Configuration.defaults(), book, rows, script, Policy.NONE, directory.resolve("out"));
    return Backtest.run(input, (done, total) -> {}).json();
  }

  private List<JsonNode> written(String topic) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(directory.resolve("out/" + topic + ".jsonl"))) {
      lines.add(Json.tree(line));
    }
    return lines;
  }

  private List<String> ordered() throws IOException {
    return written("approved-trades.SCHWAB").stream()
        .flatMap(batch -> batch.path("orders").valueStream())
        .map(order -> order.path("side").asText() + " " + order.path("securityId").asText())
        .toList();
  }

  private static String line(String at, String topic, String key, String value) {
    return "{\"at\":\"%s\",\"topic\":\"%s\",\"key\":\"%s\",\"value\":%s}"
        .formatted(at, topic, key, value);
  }

  private static String assigned(String at, String targetId) {
    return line(
        at,
        "account-commands",
        "A-1",
        "{\"type\":\"ASSIGN_TARGET\",\"targetId\":\"%s\",\"rebalancing\":true}"
            .formatted(targetId));
  }

  /** Submits the account and approves what is built. */
  private static String rebalanced(String at, String requestId) {
    return line(at, "rebalance-commands", requestId, "{\"type\":\"SUBMIT\",\"accounts\":[\"A-1\"]}")
        + "\n"
        + line(at, "rebalance-commands", requestId, "{\"type\":\"APPROVE\"}");
  }

  private static String released(String at, String requestId) {
    return line(
        at,
        "account-commands",
        "A-1",
        "{\"type\":\"RELEASE_ORDERS\",\"batchId\":\"%s\"}"
            .formatted(OrderIds.batchId(requestId, "A-1")));
  }

  @Test
  void setsARestrictionThatTheNextBuildHonours() throws IOException {
    run(
        PRICES,
        line(
            "2026-01-02",
            "restrictions",
            "A-1",
            "{\"restrictions\":[{\"symbol\":\"B\",\"type\":\"DO_NOT_BUY\"}]}"),
        assigned("2026-01-05", "U"),
        rebalanced("2026-01-05", "R-1"));

    assertThat(ordered()).containsExactly("SELL A");
  }

  @Test
  void flagsAnAccountByAnExclusionThatItSetsAndClearsItByLiftingIt() throws IOException {
    run(
        PRICES,
        line(
            "2026-01-05",
            "restrictions",
            "A-1",
            "{\"restrictions\":[{\"securityId\":\"B\",\"type\":\"EXCLUDE\"}]}"),
        line("2026-01-06", "restrictions", "A-1", "null"));

    assertThat(written("drift-events"))
        .extracting(event -> event.path("kind").asText())
        .containsExactly("FLAGGED", "CLEARED");
  }

  @Test
  void releasesHeldOrdersWithinTheSameRebalance() throws IOException {
    var summary =
        run(
            PRICES,
            assigned("2026-01-05", "U"),
            rebalanced("2026-01-05", "R-1"),
            released("2026-01-05", "R-1"));

    assertThat(written("approved-trades.SCHWAB"))
        .extracting(batch -> batch.path("instruction").asText())
        .containsExactly("NEW", "RELEASE");
    assertThat(summary.path("rebalances").asInt()).isEqualTo(1);
    assertThat(summary.path("orders").asInt()).isEqualTo(2);
    assertThat(summary.path("traded").asText()).isEqualTo("200.00");
    assertThat(summary.path("heldOrders").toString())
        .isEqualTo("{\"held\":1,\"released\":1,\"neverReleased\":0}");
  }

  @Test
  void letsTheDayEndOverOrdersThatNobodyReleases() throws IOException {
    var summary = run(PRICES, assigned("2026-01-05", "U"), rebalanced("2026-01-05", "R-1"));

    assertThat(written("execution-results.SCHWAB"))
        .extracting(result -> result.path("execType").asText())
        .containsExactly("FILL", "EXPIRED");
    assertThat(summary.path("rebalances").asInt()).isEqualTo(1);
    assertThat(summary.path("orders").asInt()).isEqualTo(1);
    assertThat(summary.path("perAccount").get(0).path("heldOrders").toString())
        .isEqualTo("{\"held\":1,\"released\":0,\"neverReleased\":1}");
  }

  @Test
  void doesNotCallARebalanceWhatIsHeldWholeAndNeverReleased() throws IOException {
    var summary =
        run(
            PRICES,
            line(
                "2026-01-02",
                "securities",
                "A",
                "{\"symbol\":\"A\",\"averageDailyVolume\":\"1000\"}"),
            assigned("2026-01-05", "U"),
            rebalanced("2026-01-05", "R-1"));

    assertThat(summary.path("rebalances").asInt()).isZero();
    assertThat(summary.path("heldOrders").path("neverReleased").asInt()).isEqualTo(2);
  }

  @Test
  void splitsASecurityAndNobodyIsFlaggedOrTraded() throws IOException {
    var summary =
        run(
            """
            date,A,B
            2026-01-02,10,10
            2026-01-05,5,10
            2026-01-06,5,10
            """,
            line(
                "2026-01-02",
                "corporate-actions",
                "A",
                "{\"type\":\"SPLIT\",\"effectiveDate\":\"2026-01-05\",\"ratio\":\"2\"}"),
            line(
                "2026-01-05",
                "positions",
                "A-1",
                "{\"sleeves\":[{\"sleeveId\":\"MANAGED\",\"cash\":\"100.00\",\"holdings\":["
                    + "{\"symbol\":\"A\",\"quantity\":\"100\"},{\"symbol\":\"B\",\"quantity\":\"40\"}]}]}"));

    assertThat(written("drift-events"))
        .extracting(event -> event.path("kind").asText())
        .containsExactly("UNCHECKABLE", "CHECKABLE");
    assertThat(summary.path("worstDrift").asText()).isEqualTo("0");
    assertThat(summary.path("perAccount").get(0).path("notJudgedBecause").toString())
        .contains("CORPORATE_ACTION_PENDING");
    assertThat(summary.path("lastEquity").asText()).isEqualTo("1000.00");
  }

  @Test
  void haltsASecurityThatIsThenNotTraded() throws IOException {
    run(
        PRICES,
        line("2026-01-02", "securities", "A", "{\"symbol\":\"A\",\"tradingStatus\":\"HALTED\"}"),
        assigned("2026-01-05", "C"),
        rebalanced("2026-01-05", "R-1"),
        released("2026-01-05", "R-1"));

    assertThat(ordered()).containsOnly("SELL B");
  }

  private static String custodianSays(String at, String cash) {
    return line(
        at,
        "custodian-positions",
        "A-1",
        ("{\"cash\":\"%s\",\"holdings\":[{\"symbol\":\"A\",\"quantity\":\"50\"},"
                + "{\"symbol\":\"B\",\"quantity\":\"40\"}]}")
            .formatted(cash));
  }

  private String breakOf() throws IOException {
    return written("advisories").stream()
        .filter(advisory -> advisory.path("code").asText().equals("RECONCILIATION_BREAK"))
        .map(advisory -> advisory.path("subject").asText())
        .findFirst()
        .orElse("none");
  }

  private String lastIssue() throws IOException {
    var rows = written("rebalance-history-accounts");
    return rows.get(rows.size() - 1).path("issue").asText();
  }

  @Test
  void comparesWhatTheCustodianSaysAndBuildsNothingUntilTheDifferenceIsWaived() throws IOException {
    var differs = custodianSays("2026-01-05", "90.00");
    var moved = assigned("2026-01-07", "U");
    run(PRICES, differs, moved, rebalanced("2026-01-07", "R-1"));
    assertThat(lastIssue()).isEqualTo("RECONCILIATION_BREAK");
    assertThat(ordered()).isEmpty();
    var difference = breakOf();

    run(
        PRICES,
        differs,
        line(
            "2026-01-07",
            "account-commands",
            "A-1",
            "{\"type\":\"WAIVE_RECONCILIATION\",\"differenceId\":\"%s\",\"waivedBy\":\"ops-1\"}"
                .formatted(difference)),
        moved,
        rebalanced("2026-01-07", "R-1"));

    assertThat(ordered()).containsExactly("SELL A", "BUY B");
  }

  @Test
  void realisesGainsByTermAndCountsAMissingBasis() throws IOException {
    var summary =
        run(
            PRICES,
            assigned("2026-01-05", "C"),
            rebalanced("2026-01-05", "R-1"),
            released("2026-01-05", "R-1"));

    // A: 20 long-term for 100, 10 short-term for 150, 20 without a basis. B: 40 short-term for 360.
    var gains =
        "{\"shortTerm\":\"-10.00\",\"longTerm\":\"100.00\",\"total\":\"90.00\","
            + "\"sales\":2,\"salesWithoutBasis\":1}";
    assertThat(summary.path("realisedGains").toString()).isEqualTo(gains);
    assertThat(summary.path("perAccount").get(0).path("realisedGains").toString()).isEqualTo(gains);
    assertThat(summary.path("thresholds").get(0).path("realisedGains").toString()).isEqualTo(gains);
  }

  @Test
  void realisesWhatTheFillsBroughtAndNotWhatTheBuildEstimated() throws IOException {
    var summary =
        run(
            """
            date,A,B
            2026-01-02,10,10
            2026-01-05,10,10
            """,
            assigned("2026-01-05", "U"),
            line(
                "2026-01-05",
                "rebalance-commands",
                "R-1",
                "{\"type\":\"SUBMIT\",\"accounts\":[\"A-1\"]}"),
            line("2026-01-05", "prices", "A", "{\"price\":\"10.10\"}"),
            line("2026-01-05", "rebalance-commands", "R-1", "{\"type\":\"APPROVE\"}"));

    assertThat(new BigDecimal(estimated().asText())).isEqualByComparingTo("50.00");
    assertThat(summary.path("realisedGains").path("longTerm").asText()).isEqualTo("51.00");
  }

  private JsonNode estimated() throws IOException {
    return written("trade-proposals").get(0).path("gain").path("longTerm");
  }

  @Test
  void tellsNoGainWhereNothingIsSoldOrNothingIsKnown() throws IOException {
    var summary = run(PRICES);

    assertThat(summary.path("realisedGains").toString())
        .isEqualTo(
            "{\"shortTerm\":null,\"longTerm\":null,\"total\":null,"
                + "\"sales\":0,\"salesWithoutBasis\":0}");
  }

  @Test
  void playsALossSaleThatBlocksBuyingItBack() throws IOException {
    run(
        PRICES,
        line(
            "2026-01-02",
            "positions",
            "A-1",
            "{\"sleeves\":[{\"sleeveId\":\"MANAGED\",\"cash\":\"100.00\",\"holdings\":["
                + "{\"symbol\":\"A\",\"quantity\":\"50\",\"lots\":[{\"quantity\":\"50\","
                + "\"costBasis\":\"900.00\",\"acquired\":\"2025-01-02\"}]},"
                + "{\"symbol\":\"B\",\"quantity\":\"40\"}]}]}"),
        assigned("2026-01-05", "U"),
        rebalanced("2026-01-05", "R-1"),
        released("2026-01-05", "R-1"),
        assigned("2026-01-06", "T"),
        rebalanced("2026-01-06", "R-2"),
        released("2026-01-06", "R-2"));

    assertThat(written("loss-sales").get(0).path("blockedThrough").asText())
        .isEqualTo("2026-02-04");
    assertThat(ordered()).containsExactly("SELL A", "BUY B", "BUY B", "SELL B", "SELL B");
  }
}
