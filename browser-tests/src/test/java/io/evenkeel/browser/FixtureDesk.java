package io.evenkeel.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** What the fixture knows and answers; a test sets the state that it needs. */
final class FixtureDesk {
  private static final Set<String> LISTS = Set.of("requests", "history", "prices", "dead-letters");

  /** An answer of the API. */
  record Answer(int status, JsonNode body) {}

  /** Takes an event for every stream. */
  interface Teller {
    void tell(String name, String key, JsonNode value);
  }

  private volatile int accounts;
  private final Map<String, ObjectNode> requests = new TreeMap<>();
  private final Map<String, Boolean> refused = new TreeMap<>();
  private final List<ObjectNode> posted = new CopyOnWriteArrayList<>();
  private final List<ObjectNode> halts = new CopyOnWriteArrayList<>();
  private Teller teller = (name, key, value) -> {};
  private final Semaphore answers = new Semaphore(1);
  private final Semaphore heldAnswers = new Semaphore(0);
  private volatile boolean failing;
  private volatile boolean nothing;
  private volatile String refusal;

  FixtureDesk(int accounts) {
    this.accounts = accounts;
    requests.put("R-0", request("R-0", "APPROVED", "COMPLETE_WITH_ERRORS"));
    requests.put("R-1", request("R-1", "PENDING_APPROVAL", null));
  }

  void tells(Teller to) {
    this.teller = to;
  }

  /** From now on so many accounts stand in the queue; nobody is told. */
  void holds(int accounts) {
    this.accounts = accounts;
  }

  /** From now on everything is answered with a problem. */
  void fail(boolean from) {
    failing = from;
  }

  /** From now on approvals are refused with this sentence. */
  void refuse(String sentence) {
    refusal = sentence;
  }

  /** From now on lists of requests are read, and then kept back. */
  void holdAnswers() {
    answers.acquireUninterruptibly();
    heldAnswers.drainPermits();
  }

  /** Waits until a list of requests was read and is kept back. */
  void awaitHeldAnswer() {
    heldAnswers.acquireUninterruptibly();
  }

  void letAnswersGo() {
    answers.release();
  }

  /** A request that waits for approval, as a record. */
  ObjectNode waiting(String requestId) {
    return request(requestId, "PENDING_APPROVAL", null).without(List.of("rows", "next"));
  }

  /** From now on nothing of this is sent to custodians; no event tells of it. */
  void halt(String scope, String scopeId, String setBy, String reason) {
    halts.add(
        Json.object()
            .put("scope", scope)
            .put("scopeId", scopeId)
            .put("reason", reason)
            .put("setBy", setBy)
            .put("setAt", FixtureBook.ago(Duration.ofMinutes(1))));
  }

  /** From now on it is sent again. */
  void resume(String scope, String scopeId) {
    halts.removeIf(
        halt ->
            halt.get("scope").asText().equals(scope)
                && halt.get("scopeId").asText().equals(scopeId));
  }

  /** From now on its lists, the queue apart, are empty. */
  void hasNothing() {
    nothing = true;
  }

  /** Every command that was sent. */
  List<ObjectNode> posted() {
    return posted;
  }

  Answer get(String path, Map<String, String> parameters) {
    if (failing) {
      return problem(500, "The request failed", "This is a fault of ours; the log says more.");
    }
    if (nothing && LISTS.contains(path)) {
      return new Answer(200, list(JsonNodeFactory.instance.arrayNode(), 0));
    }
    var parts = path.split("/");
    return switch (parts[0]) {
      case "queue" -> new Answer(200, queue(parameters));
      case "accounts" -> parts.length == 1 ? new Answer(200, queue(parameters)) : account(parts);
      case "requests", "history" -> requestsOrHeldBack(parts, parameters);
      case "account-commands", "rebalance-commands", "market-commands" -> outcome(parts);
      case "prices" -> new Answer(200, prices(parameters.containsKey("quarantined")));
      case "market" -> new Answer(200, market());
      case "halts" -> new Answer(200, halts());
      case "targets" -> new Answer(200, targets());
      case "pipeline" -> new Answer(200, pipeline());
      case "dead-letters" ->
          new Answer(200, list(JsonNodeFactory.instance.arrayNode().add(letter()), 1));
      default -> problem(404, "There is no such thing", "There is no " + path + ".");
    };
  }

  private Answer requestsOrHeldBack(String[] parts, Map<String, String> parameters) {
    var answer = requests(parts, parameters);
    var isWholeList = parameters.containsKey("ended") && !parameters.get("limit").equals("1");
    if (isWholeList) {
      heldAnswers.release();
      answers.acquireUninterruptibly();
      answers.release();
    }
    return answer;
  }

  synchronized Answer post(String path, ObjectNode command) {
    posted.add(command);
    var parts = path.split("/");
    if (parts[0].equals("rebalance-commands")) {
      decide(parts[1], command);
    } else if (refusal != null) {
      refused.put(command.path("commandId").asText(), true);
    }
    var sent = Json.object().put("commandId", command.path("commandId").asText("none"));
    return new Answer(202, sent.put("key", parts[1]).put("topic", parts[0]));
  }

  private void decide(String requestId, ObjectNode command) {
    var type = command.get("type").asText();
    if (type.equals("APPROVE") && refusal != null) {
      refused.put(command.get("commandId").asText(), true);
    } else if (type.equals("APPROVE")) {
      tell(requestId, request(requestId, "APPROVED", "COMPLETE_WITH_ERRORS"));
    } else {
      tell(requestId, request(requestId, "PENDING_APPROVAL", null));
    }
  }

  private void tell(String requestId, ObjectNode request) {
    requests.put(requestId, request);
    var record = request.deepCopy();
    record.remove(List.of("rows", "next"));
    teller.tell("rebalance-history", requestId, record);
    request
        .get("rows")
        .forEach(
            row ->
                teller.tell(
                    "rebalance-history-accounts",
                    requestId + "/" + row.get("accountId").asText(),
                    row));
  }

  private Answer outcome(String[] parts) {
    var outcome = Json.object().put("commandId", parts[2]).put("key", parts[1]);
    return new Answer(
        200,
        refused.containsKey(parts[2])
            ? outcome
                .put("outcome", "REJECTED")
                .put("code", "STILL_BUILDING")
                .put("sentence", refusal)
            : outcome.put("outcome", "ACCEPTED"));
  }

  private ObjectNode queue(Map<String, String> parameters) {
    var limit = Integer.parseInt(parameters.getOrDefault("limit", "100"));
    var from = Integer.parseInt(parameters.getOrDefault("after", "0"));
    var until = Math.min(accounts, from + limit);
    var items = JsonNodeFactory.instance.arrayNode();
    IntStream.rangeClosed(from + 1, until).forEach(n -> items.add(FixtureBook.row(n)));
    var answer = list(items, accounts);
    answer.put("next", until < accounts ? String.valueOf(until) : null);
    answer.putObject("tiles");
    return answer;
  }

  private Answer account(String[] parts) {
    var n = Integer.parseInt(parts[1].substring(2));
    if (n > accounts) {
      return problem(404, "There is no such thing", "There is no account " + parts[1] + ".");
    }
    if (parts.length == 2) {
      return new Answer(200, FixtureBook.account(n));
    }
    var preview =
        Json.object().put("accountId", parts[1]).put("at", FixtureBook.ago(Duration.ZERO));
    preview.set("bestFit", FixtureBook.preview("PROPOSED"));
    var none = FixtureBook.preview(n % 2 == 0 ? "NO_TRADES" : "PROPOSED");
    preview.set("minTransaction", none);
    return new Answer(200, preview);
  }

  private synchronized Answer requests(String[] parts, Map<String, String> parameters) {
    if (parts.length == 1) {
      var ended = parts[0].equals("history");
      var items = JsonNodeFactory.instance.arrayNode();
      requests.values().stream()
          .filter(r -> r.get("result").isNull() != ended)
          .forEach(r -> items.add(r.deepCopy().without(List.of("rows", "next"))));
      return new Answer(200, list(items, items.size()));
    }
    if (parts.length > 2) {
      return new Answer(200, FixtureBook.openProposal(parts[1], parts[3]));
    }
    var request = requests.get(parts[1]);
    return request == null
        ? problem(404, "There is no such thing", "There is no request " + parts[1] + ".")
        : new Answer(200, request);
  }

  private static ObjectNode request(String requestId, String status, String result) {
    var approved = status.equals("APPROVED");
    var request =
        Json.object()
            .put("requestId", requestId)
            .put("firmId", "F-1")
            .put("advisorId", "advisor-7")
            .put("source", "REBALANCE")
            .put("status", status)
            .put("result", result)
            .put("fill", approved ? "FILLED" : "NONE")
            .put("accounts", 3)
            .put("answered", 3)
            .put("proposed", approved ? 0 : 2)
            .put("noTrades", 0)
            .put("complete", approved ? 2 : 0)
            .put("failed", 1)
            .put("removed", 0)
            .put("tradeLogic", "BEST_FIT")
            .put("submittedBy", "advisor-7")
            .put("submittedAt", FixtureBook.ago(Duration.ofMinutes(3)))
            .put("expiresAt", FixtureBook.ago(Duration.ofHours(-3)))
            .put("approvedBy", approved ? "advisor-7" : null)
            .put("approvedAt", approved ? FixtureBook.ago(Duration.ofMinutes(1)) : null)
            .put("endedAt", approved ? FixtureBook.ago(Duration.ofMinutes(1)) : null)
            .putNull("next");
    var rows = request.putArray("rows");
    rows.add(row(requestId, "A-1", approved ? "COMPLETE" : "PROPOSED", approved));
    rows.add(row(requestId, "A-2", approved ? "COMPLETE" : "PROPOSED", approved));
    rows.add(
        row(requestId, "A-3", "FAILED", false)
            .put("issue", "MARGIN_NOT_ENABLED")
            .put(
                "sentence",
                "Leverage 1.5 needs a margin account with margin enabled; have the custodian enable it."));
    ((ArrayNode) rows.get(2).get("orders")).removeAll();
    return request;
  }

  private static ObjectNode row(
      String requestId, String accountId, String status, boolean approved) {
    var row =
        Json.object()
            .put("requestId", requestId)
            .put("accountId", accountId)
            .put("custodianId", "SCHWAB")
            .put("status", status)
            .put("contentHash", "hash-of-" + accountId)
            .put("batchId", approved ? "B-" + accountId : null)
            .put("fill", approved ? "FILLED" : "NONE");
    var state = approved ? "FILLED" : null;
    row.putArray("orders")
        .add(FixtureBook.historyOrder("XOM", "SELL", "56", "113.42", state))
        .add(FixtureBook.historyOrder("AAPL", "BUY", "27.858", "228.02", state));
    row.putArray("anomalies");
    return row;
  }

  private static ObjectNode prices(boolean quarantined) {
    var items = JsonNodeFactory.instance.arrayNode();
    items.add(price("MSFT", "Microsoft", "415.1", true));
    if (!quarantined) {
      items.add(price("XOM", "Exxon Mobil", "113.42", false));
      items.add(price("AAPL", "Apple", "228.02", false));
    }
    return list(items, items.size());
  }

  private static ObjectNode price(String id, String name, String price, boolean quarantined) {
    var one =
        Json.object()
            .put("securityId", id)
            .put("symbol", id)
            .put("name", name)
            .put("price", price)
            .put("currency", "USD")
            .put("asOf", FixtureBook.ago(Duration.ofSeconds(1)))
            .put("quarantined", quarantined)
            .put("tradingStatus", "TRADING")
            .put("halted", false)
            .putNull("held");
    if (quarantined) {
      one.putObject("held")
          .put("reason", "JUMP")
          .put("heldPrice", "41.51")
          .put("heldAsOf", FixtureBook.ago(Duration.ofMinutes(4)))
          .put("lastGoodPrice", "415.1")
          .put("jump", "-0.9");
    }
    return one;
  }

  private static ObjectNode targets() {
    var items = JsonNodeFactory.instance.arrayNode();
    for (var id : List.of("BALANCED", "GROWTH")) {
      items
          .addObject()
          .put("targetId", id)
          .put("firmId", "F-1")
          .put("scope", "ENTERPRISE")
          .putNull("accountId")
          .put("version", 4)
          .put("createdAt", FixtureBook.ago(Duration.ofDays(9)))
          .put("components", 5)
          .put("cursor", id);
    }
    return list(items, items.size());
  }

  private ObjectNode halts() {
    var answer = Json.object().put("at", FixtureBook.ago(Duration.ZERO));
    var items = answer.putArray("items");
    halts.forEach(items::add);
    return answer;
  }

  private static ObjectNode market() {
    var market =
        Json.object()
            .put("securities", 3)
            .put("priced", 3)
            .put("quarantined", 1)
            .put("unpriced", 0)
            .put("halted", 0)
            .put("newestPriceAt", FixtureBook.ago(Duration.ZERO))
            .put("oldestPriceAt", FixtureBook.ago(Duration.ofMinutes(2)));
    market.putArray("halts");
    return market;
  }

  private static ObjectNode pipeline() {
    var pipeline =
        Json.object().put("at", FixtureBook.ago(Duration.ZERO)).put("instance", "127.0.0.1:8080");
    var instance =
        pipeline
            .putArray("instances")
            .addObject()
            .put("instance", "127.0.0.1:8080")
            .put("state", "RUNNING")
            .put("ready", true)
            .putNull("whyNotReady")
            .put("lagRecords", 12)
            .put("processRatePerSecond", "1043.2")
            .put("ticksPerSecond", "998.7")
            .put("tickToEventMillisP50", "7.3")
            .put("tickToEventMillisP99", "41.9")
            .put("accounts", 200)
            .put("queued", 41)
            .put("requests", 2)
            .put("uptimeSeconds", 3725)
            .put("heapUsedBytes", 219_152_384L)
            .put("heapMaxBytes", 1_073_741_824L);
    instance.putObject("stores").putObject("book").put("entries", 200).put("bytes", 402_113);
    var tasks = instance.putArray("active");
    tasks
        .addObject()
        .put("task", "0_0")
        .putArray("partitions")
        .add("accounts-0")
        .add("positions-0");
    tasks
        .addObject()
        .put("task", "0_1")
        .putArray("partitions")
        .add("accounts-1")
        .add("positions-1");
    instance.putArray("standby");
    pipeline.put("partial", true);
    pipeline
        .putArray("missing")
        .addObject()
        .put("instance", "127.0.0.1:8081")
        .put("why", "The instance did not answer in time.");
    return pipeline;
  }

  private static ObjectNode letter() {
    return Json.object()
        .put("partition", 0)
        .put("offset", 7)
        .put("at", FixtureBook.ago(Duration.ofMinutes(12)))
        .put("stage", "market")
        .put("reason", "NOT_POSITIVE")
        .put("sentence", "A price is above zero; publish it again with its true value.")
        .put("topic", "prices")
        .put("originalPartition", 2)
        .put("originalOffset", 99)
        .put("key", "XOM");
  }

  private static ObjectNode list(ArrayNode items, int total) {
    var list = Json.object().put("total", total).put("partial", false).putNull("next");
    list.putArray("missing");
    list.set("items", items);
    return list;
  }

  private static Answer problem(int status, String title, String detail) {
    return new Answer(
        status, Json.object().put("status", status).put("title", title).put("detail", detail));
  }
}
