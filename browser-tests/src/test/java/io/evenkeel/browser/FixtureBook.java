package io.evenkeel.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Records of the API's shape, the same for the same number. */
final class FixtureBook {
  /** What rows say and records of account-status do not. */
  private static final List<String> OF_ROWS =
      List.of("since", "drift", "equity", "judgedAt", "advisories", "cursor", "lines", "targetId");

  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final String[] TILES = {
    "OUTSIDE_TOLERANCE", "HIGH_CASH", "LOW_CASH", "FIRST_REBALANCE"
  };

  private FixtureBook() {}

  /** How long ago, as the API says times. */
  static String ago(Duration duration) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        Instant.now().minus(duration).atZone(ZONE).withNano(0));
  }

  /** The row of account A-n in the queue. */
  static ObjectNode row(int n) {
    var tile = TILES[n % TILES.length];
    var row =
        Json.object()
            .put("accountId", "A-" + n)
            .put("firmId", "F-1")
            .put("advisorId", "advisor-" + (1 + n % 7))
            .put("custodianId", n % 3 == 0 ? "FIDELITY" : "SCHWAB")
            .put("targetId", n % 2 == 0 ? "GROWTH" : "BALANCED")
            .put("status", "FLAGGED")
            .put("flagged", true)
            .put("stage", "QUEUED")
            .put("since", ago(Duration.ofMinutes(1 + n % 600)))
            .put("drift", BigDecimal.valueOf(300 + (n * 7919L) % 2000, 4).toPlainString())
            .put("equity", BigDecimal.valueOf(5_000_000 + n * 104_729L, 2).toPlainString())
            .put("judgedAt", ago(Duration.ZERO))
            .put("advisories", n % 11 == 0 ? 1 : 0)
            .put("cursor", "A-" + n);
    row.putArray("tiles").add(tile);
    row.putArray("causes").add(tile.equals("FIRST_REBALANCE") ? "SWITCHED_ON" : "DRIFT");
    row.putArray("uncheckable");
    var lines = row.putArray("lines");
    switch (tile) {
      case "OUTSIDE_TOLERANCE" ->
          lines
              .add(line("SECURITY:XOM", "0.34112", "0.28", "0.224", "0.336", "ABOVE"))
              .add(line("TECH/AAPL", "0.47104", "0.6", "0.48", "0.72", "BELOW"));
      case "HIGH_CASH" -> lines.add(line("CASH", "0.0731", "0.02", "0", "0.04", "ABOVE"));
      case "LOW_CASH" -> lines.add(line("CASH", "0.0041", "0.05", "0.04", "0.06", "BELOW"));
      default -> {}
    }
    return row;
  }

  static ObjectNode line(
      String name, String weight, String target, String low, String high, String side) {
    return Json.object()
        .put("line", name)
        .put("weight", weight)
        .put("target", target)
        .put("low", low)
        .put("high", high)
        .put("side", side)
        .put("triggers", true);
  }

  /** The record of account-status that belongs to a row. */
  static ObjectNode status(ObjectNode row) {
    ObjectNode status = row.deepCopy().without(OF_ROWS);
    status.put("flaggedSince", row.get("since").asText()).put("at", ago(Duration.ZERO));
    status.put("rebalancing", true).put("lastSequence", 3);
    status
        .putArray("targetVersions")
        .addObject()
        .put("id", row.get("targetId").asText())
        .put("version", 4);
    status
        .putArray("sleeves")
        .addObject()
        .put("modelId", "TECH")
        .put("modelVersion", 2)
        .put("configuredLeverage", "1.5")
        .put("effectiveLeverage", "1.0");
    var breached = status.putArray("breachedLines");
    row.get("lines")
        .forEach(
            l ->
                breached
                    .addObject()
                    .put("line", l.get("line").asText())
                    .put("side", l.get("side").asText()));
    status.putNull("openRequestId").putNull("openBatchId");
    return status;
  }

  /** The account's page. */
  static ObjectNode account(int n) {
    var row = row(n);
    var account = Json.object().put("accountId", "A-" + n).put("at", ago(Duration.ZERO));
    account
        .putObject("account")
        .put("firmId", "F-1")
        .put("advisorId", row.get("advisorId").asText())
        .put("custodianId", "SCHWAB")
        .put("custodianAccountRef", "8842-" + n)
        .put("registration", "TAXABLE")
        .put("type", "MARGIN")
        .put("marginEnabled", true)
        .put("currency", "USD")
        .put("status", "ACTIVE");
    account.set("status", status(row));
    account.set("drift", drift());
    account.set("positions", positions());
    var prices = account.putObject("prices");
    price(prices, "XOM", "113.42", false);
    price(prices, "AAPL", "228.02", false);
    price(prices, "MSFT", "415.1", true);
    account
        .putArray("advisories")
        .addObject()
        .put("code", "LEVERAGE_PENDING")
        .put("subject", "TECH")
        .put("severity", "INFO")
        .put("sentence", "The TECH sleeve is configured at leverage 1.5 and judged at 1.")
        .put("whatToDo", "Submit a rebalance that trades in the sleeve to make 1.5 effective.")
        .putNull("amount")
        .put("currency", "USD");
    account.putNull("proposal");
    account
        .putArray("movements")
        .addObject()
        .put("runId", "M-1")
        .put("movementId", "M-1")
        .put("direction", "DEPOSIT")
        .put("amount", "5000.00")
        .put("method", "REBALANCER")
        .put("date", "2026-11-20")
        .put("dueAt", ago(Duration.ofHours(1)))
        .put("status", "PROCESSING")
        .put("sentence", "It waits for its cash in the FUNDING sleeve.");
    reconciliation(account.putObject("reconciliation"));
    account.putNull("batch");
    account.putArray("recentBatches").add(batch());
    account
        .putArray("restrictions")
        .addObject()
        .put("securityId", "MO")
        .put("type", "EXCLUDE")
        .put("replacement", "PRO_RATA");
    return account;
  }

  private static void reconciliation(ObjectNode reconciliation) {
    reconciliation
        .put("custodianAsOf", ago(Duration.ofMinutes(20)))
        .put("break", true)
        .put("differenceId", "D-1f6c0a2b9d3e");
    reconciliation
        .putArray("differences")
        .addObject()
        .putNull("securityId")
        .put("sleeves", "7127.65")
        .put("custodian", "7102.65")
        .put("difference", "-25");
    reconciliation.putArray("waivers");
  }

  private static ObjectNode drift() {
    var drift =
        Json.object()
            .put("checkable", true)
            .put("overallDrift", "0.06112")
            .put("equity", "103455.37")
            .put("exposure", "98110.02");
    drift
        .putArray("lines")
        .add(
            line("SECURITY:XOM", "0.34112", "0.28", "0.224", "0.336", "ABOVE")
                .put("value", "35290.22"))
        .add(line("MODEL:TECH", "0.62104", "0.7", "0.65", "0.75", "BELOW").put("value", "64250.00"))
        .add(line("CASH", "0.0378", "0.02", "0", "0.04", "NONE").put("value", "3915.15"))
        .add(line("TECH/AAPL", "0.55", "0.6", "0.48", "0.72", "NONE").put("value", "35337.50"))
        .add(line("TECH/MSFT", "0.40", "0.35", "0.28", "0.42", "NONE").put("value", "25700.00"))
        .add(
            line("TECH/CASH", "0.05", "0.05", "0.0375", "0.0625", "NONE")
                .put("value", "3212.50")
                .put("triggers", false));
    return drift;
  }

  private static ObjectNode positions() {
    var positions =
        Json.object()
            .put("version", 12)
            .put("asOf", ago(Duration.ofMinutes(9)))
            .put("feed", "INTRADAY");
    var sleeves = positions.putArray("sleeves");
    sleeves.add(sleeve("MANAGED", "MANAGED", "3915.15", "XOM", "311"));
    sleeves.add(sleeve("TECH", "MODEL", "3212.50", "AAPL", "154.975"));
    sleeves.add(sleeve("FUNDING", "FUNDING", "0.00", null, null));
    return positions;
  }

  private static ObjectNode sleeve(
      String id, String kind, String cash, String security, String quantity) {
    var sleeve =
        Json.object()
            .put("sleeveId", id)
            .put("kind", kind)
            .put("modelId", kind.equals("MODEL") ? id : null)
            .put("settledCash", cash)
            .put("unsettledReceivable", "0.00")
            .put("unsettledPayable", "0.00");
    var holdings = sleeve.putArray("holdings");
    if (security != null) {
      holdings.addObject().put("securityId", security).put("quantity", quantity).putArray("lots");
    }
    return sleeve;
  }

  private static void price(ObjectNode prices, String id, String price, boolean quarantined) {
    prices
        .putObject(id)
        .put("price", price)
        .put("asOf", ago(Duration.ofSeconds(2)))
        .put("quarantined", quarantined)
        .put("symbol", id);
  }

  private static ObjectNode batch() {
    var batch = Json.object().put("batchId", "B-1").put("requestId", "R-0");
    batch.put("handedOverAt", ago(Duration.ofMinutes(40))).put("finished", true);
    batch.putArray("orders").add(historyOrder("XOM", "SELL", "40", "112.9", "FILLED"));
    return batch;
  }

  /** An order as history shows it; unfilled where the state is null. */
  static ObjectNode historyOrder(
      String security, String side, String quantity, String price, String state) {
    return Json.object()
        .put("orderId", "O-" + security + side)
        .put("line", "SECURITY:" + security)
        .put("sleeveId", "MANAGED")
        .put("securityId", security)
        .put("side", side)
        .put("quantity", quantity)
        .put("price", price)
        .put("filled", state == null ? "0" : quantity)
        .put("averagePrice", state == null ? null : price)
        .put("state", state);
  }

  /** The open proposal of an account. */
  static ObjectNode openProposal(String requestId, String accountId) {
    return traded(Json.object())
        .put("requestId", requestId)
        .put("accountId", accountId)
        .put("contentHash", "5f2c");
  }

  /** What a preview would come to, with a note and the lines that it moves. */
  static ObjectNode preview(String result) {
    var preview = traded(Json.object().put("result", result).put("turnover", "8165.30"));
    preview
        .putArray("notes")
        .addObject()
        .put("line", "SECURITY:MO")
        .put("securityId", "MO")
        .put("code", "EXCLUDE")
        .put("sentence", "MO is excluded; its weight goes to the rest.");
    preview
        .putArray("lines")
        .add(effect("SECURITY:XOM", "0.34112", "0.28", "0.28", "0.224", "0.336"))
        .add(effect("MODEL:TECH", "0.62104", "0.6821", "0.7", "0.65", "0.75"));
    return preview;
  }

  /** With a lot, a gain, a transfer and a change of leverage. */
  private static ObjectNode traded(ObjectNode proposal) {
    proposal.put("builtAt", ago(Duration.ofSeconds(4)));
    var orders = proposal.putArray("orders");
    var sale = order("XOM", "SELL", "56", "113.42", "6351.52");
    sale.putObject("gain")
        .put("shortTerm", "-12.40")
        .put("longTerm", "801.77")
        .put("total", "789.37");
    sale.putArray("lots")
        .addObject()
        .put("quantity", "56")
        .put("costBasis", "5562.15")
        .put("acquired", "2021-03-02");
    orders.add(sale);
    orders.add(order("AAPL", "BUY", "27.858", "228.02", "6352.18"));
    proposal
        .putArray("transfers")
        .addObject()
        .put("fromSleeveId", "MANAGED")
        .put("toSleeveId", "TECH")
        .put("amount", "6352.00");
    proposal
        .putArray("acrs")
        .addObject()
        .put("acrId", "ACR-1")
        .put("modelId", "TECH")
        .put("sleeveId", "TECH")
        .put("type", "CHANGE")
        .put("source", "REBALANCE")
        .put("amount", "6352.00")
        .put("leverageBefore", "1")
        .put("leverageApplied", "1.5")
        .put("latches", true);
    return proposal;
  }

  private static ObjectNode effect(
      String line, String weight, String after, String target, String low, String high) {
    return Json.object()
        .put("line", line)
        .put("weight", weight)
        .put("after", after)
        .put("target", target)
        .put("low", low)
        .put("high", high);
  }

  private static ObjectNode order(
      String security, String side, String quantity, String price, String cash) {
    return Json.object()
        .put("orderId", "O-" + security + side)
        .put("line", "SECURITY:" + security)
        .put("sleeveId", side.equals("BUY") ? "TECH" : "MANAGED")
        .put("securityId", security)
        .put("side", side)
        .put("quantity", quantity)
        .put("price", price)
        .put("cash", cash)
        .put("held", side.equals("BUY"));
  }
}
