package io.evenkeel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.demo.Demo;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.CustodianHolding;
import io.evenkeel.schemas.CustodianPositions;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The demo, and what a test asks of it beside what is seen in the browser. Accounts are handed out
 * once each, so that tests do not meet.
 */
final class RunningDemo implements AutoCloseable {
  private static final int ACCOUNTS = 200;

  /** A custodian that nobody plays but a test. */
  static final String PATIENT = "PATIENT";

  /** Clients of the demo who move cash, soon after it began. */
  private static final int CLIENTS = 3;

  private static final String HTTP = "HTTP listens at ";
  private static final String KAFKA = "Kafka broker listens at ";
  private static final String REGISTRY = "schema registry listens at ";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Set<String> handedOut = new HashSet<>();
  private final Path directory;
  private final Demo demo;

  /** Starts it and returns once accounts stand in its queue. */
  static RunningDemo start() {
    try {
      return new RunningDemo(Files.createTempDirectory("evenkeel-demo"));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private RunningDemo(Path directory) throws InterruptedException {
    this.directory = directory;
    demo =
        Demo.start(
            new Demo.Options(
                ACCOUNTS, 42, 0, 0, 0, directory, /* autoApprove= */ false, Set.of(PATIENT)),
            Configuration.defaults()
                .with(Keys.CUSTODIANS, "SCHWAB,FIDELITY," + PATIENT)
                .with(Keys.PARTITIONS, 2)
                // However long a busy machine takes from a proposal to its approval.
                .with(Keys.MAX_PRICE_MOVE, "0.99")
                .with(List.of("prices.jumpGuard=off")),
            Instant.now(),
            told::add,
            new Unseen(),
            told::add);
    await("queue", queue -> queue.get("total").asInt() > 8);
    await("movements", movements -> movements.get("total").asInt() >= CLIENTS);
  }

  private static final class Unseen implements Demo.BookProgress {
    @Override
    public void begin(int records) {}

    @Override
    public void at(int sent) {}

    @Override
    public void end() {}
  }

  String url() {
    return told(HTTP) + "/";
  }

  private String told(String sentence) {
    return told.stream()
        .filter(one -> one.startsWith(sentence))
        .findFirst()
        .orElseThrow()
        .substring(sentence.length());
  }

  ObjectNode summary() {
    return demo.summary();
  }

  /** Sends what a platform sends. */
  Publisher publisher() {
    return new Publisher(
        new Clients(
            Configuration.defaults()
                .with(Keys.BOOTSTRAP_SERVERS, told(KAFKA))
                .with(Keys.REGISTRY_URL, told(REGISTRY))));
  }

  /** An account that holds 60 % of one security, which is its target while the price is 60. */
  void add(Publisher publisher, String accountId, String symbol) {
    add(publisher, accountId, symbol, "SCHWAB", null);
  }

  /**
   * The same at a custodian.
   *
   * @param dailyVolume of the security; {@code null} where it is not known
   */
  void add(
      Publisher publisher,
      String accountId,
      String symbol,
      String custodian,
      @Nullable String dailyVolume) {
    var volume = dailyVolume == null ? "" : ",\"averageDailyVolume\":\"" + dailyVolume + "\"";
    var book =
        """
        {"securities":[{"symbol":"%2$s"%3$s}],
         "targets":[{"targetId":"OF-%1$s","components":[
            {"kind":"SECURITY","ref":"%2$s","weight":"0.6"},{"kind":"CASH","weight":"0.4"}]}],
         "accounts":[{"accountId":"%1$s","targetId":"OF-%1$s","rebalancing":true,"established":true,
            "sleeves":[{"sleeveId":"MANAGED","cash":"4000.00",
               "holdings":[{"symbol":"%2$s","quantity":"100"}]}]}]}
        """
            .formatted(accountId, symbol, volume);
    price(publisher, symbol, "60");
    BookImport.send(publisher, BookFile.read(book, Instant.now(), custodian), sent -> {});
    publisher.flush();
    await(
        "accounts?text=" + accountId,
        found -> found.at("/items/0/status").asText().equals("NOT_FLAGGED"));
  }

  /**
   * Lets an account that was {@link #add added} drift, and has it submitted and approved.
   *
   * @return the batch, which is with its custodian
   */
  String approved(Publisher publisher, String requestId, String accountId, String symbol) {
    price(publisher, symbol, "100");
    await("accounts/" + accountId, account -> account.at("/status/flagged").asBoolean());
    submitted(requestId, accountId);
    command(
        "rebalance-commands/" + requestId, "{\"type\":\"APPROVE\",\"approvedBy\":\"advisor-7\"}");
    return await("accounts/" + accountId, account -> account.get("batch").isObject())
        .at("/batch/batchId")
        .asText();
  }

  /** Has a request for one account built, which then waits for approval. */
  String submitted(String requestId, String accountId) {
    command(
        "rebalance-commands/" + requestId,
        "{\"type\":\"SUBMIT\",\"accounts\":[\"%s\"],\"tradeLogic\":\"BEST_FIT\"}"
            .formatted(accountId));
    await("requests/" + requestId, r -> r.get("status").asText().equals("PENDING_APPROVAL"));
    return requestId;
  }

  /** The custodian that a test plays has canceled a batch of which nothing was done. */
  void saysCanceled(Publisher publisher, String accountId, String batchId) {
    publisher.send(
        Topics.EXECUTION_RESULTS,
        PATIENT,
        accountId,
        ExecutionResult.newBuilder()
            .setExecutionId("X-" + batchId)
            .setExecType(ExecType.CANCELED)
            .setBatchId(batchId)
            .setQuantity(BigDecimal.ZERO)
            .setAt(Instant.now())
            .build());
    publisher.flush();
  }

  /** What a custodian says of an account that was added, as of the positions that it came with. */
  void custodianSays(Publisher publisher, String accountId, String symbol, String cash) {
    var asOf = get("accounts/" + accountId).at("/positions/asOf").asText();
    publisher.send(
        Topics.CUSTODIAN_POSITIONS,
        accountId,
        CustodianPositions.newBuilder()
            .setAsOf(OffsetDateTime.parse(asOf).toInstant())
            .setSettledCash(new BigDecimal(cash))
            .setHoldings(List.of(new CustodianHolding(symbol, new BigDecimal("100"))))
            .build());
    publisher.flush();
  }

  static void price(Publisher publisher, String symbol, String price) {
    publisher.send(
        Topics.PRICES,
        symbol,
        Price.newBuilder()
            .setPrice(new BigDecimal(price))
            .setPriceType(PriceType.LAST)
            .setAsOf(Instant.now())
            .setSource("test")
            .build());
    publisher.flush();
  }

  /** What the API answers, by the path behind its version. */
  JsonNode get(String path) {
    return Json.tree(answer(request(path).build()).body());
  }

  JsonNode openApi() {
    return Json.tree(
        answer(HttpRequest.newBuilder(URI.create(url() + "openapi.json")).build()).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + "api/v1/" + path));
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Asks again until the answer is as wanted. */
  JsonNode await(String path, Predicate<JsonNode> wanted) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var answer = answer(request(path).build());
      var json = Json.tree(answer.body());
      if (answer.statusCode() == 200 && wanted.test(json)) {
        return json;
      }
      assertThat(System.nanoTime()).as("still %s", json).isLessThan(until);
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  /** Sends a command as somebody else, and waits until it is accepted. */
  void command(String topicAndKey, String body) {
    var post =
        request(topicAndKey)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var sent = Json.tree(answer(post).body());
    var path = sent.get("outcome").asText().substring("/api/v1/".length());
    var outcome = await(path, o -> !o.get("outcome").asText().equals("PENDING"));
    assertThat(outcome.get("outcome").asText()).as("%s", outcome).isEqualTo("ACCEPTED");
  }

  /** Accounts of the queue, the farthest out first, that either way would trade. */
  List<String> accountsThatWouldTrade(int wanted) {
    return accounts("queue?stage=QUEUED&sort=-drift&limit=200", wanted, this::wouldTrade);
  }

  /** Accounts that have something in a model's sleeve, and nothing under way. */
  List<String> accountsWithASleeve(int wanted) {
    return accounts(
        "accounts?limit=200", wanted, account -> !sleeve(account).isEmpty() && isFree(account));
  }

  private synchronized List<String> accounts(String path, int wanted, Predicate<String> suits) {
    var found = new ArrayList<String>();
    for (var row : get(path).get("items")) {
      var accountId = row.get("accountId").asText();
      if (found.size() < wanted && !handedOut.contains(accountId) && suits.test(accountId)) {
        found.add(accountId);
        handedOut.add(accountId);
      }
    }
    assertThat(found).as("accounts among %s", path).hasSize(wanted);
    return found;
  }

  private boolean wouldTrade(String accountId) {
    return isFree(accountId)
        && get("accounts/" + accountId + "/preview")
            .findValuesAsText("result")
            .equals(List.of("PROPOSED", "PROPOSED"));
  }

  private boolean isFree(String accountId) {
    var account = get("accounts/" + accountId);
    return account.at("/drift/checkable").asBoolean()
        && account.at("/status/rebalancing").asBoolean()
        && !account.at("/status/targetVersions").isEmpty()
        && account.get("batch").isNull()
        && account.get("proposal").isNull()
        && account.get("movements").isEmpty()
        && !waitsForTheSplit(account);
  }

  /** Soon after the demo began, its one split makes an account uncheckable for a while. */
  private static boolean waitsForTheSplit(JsonNode account) {
    return account.at("/positions/sleeves").findValuesAsText("securityId").contains("NOVA");
  }

  /** A target of the account's firm that it does not have. */
  String anotherTarget(String accountId) {
    var account = get("accounts/" + accountId);
    var has = account.at("/status/targetVersions/0/id").asText();
    var firm = account.at("/account/firmId").asText();
    for (var target : get("targets?scope=ENTERPRISE&firm=" + firm).get("items")) {
      if (!target.get("targetId").asText().equals(has)) {
        return target.get("targetId").asText();
      }
    }
    throw new AssertionError("no other target of " + firm);
  }

  /** The model of a sleeve of the account that holds something; empty where none does. */
  String sleeve(String accountId) {
    for (var sleeve : get("accounts/" + accountId).at("/positions/sleeves")) {
      if (sleeve.get("kind").asText().equals("MODEL") && !sleeve.get("holdings").isEmpty()) {
        return sleeve.get("modelId").asText();
      }
    }
    return "";
  }

  @Override
  public void close() {
    demo.close();
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
