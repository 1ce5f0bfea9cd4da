package io.evenkeel.http;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.EmbeddedCluster;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.instance.Instance;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordReader;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.CustodianHolding;
import io.evenkeel.schemas.CustodianPositions;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import io.evenkeel.schemas.RebalanceCommand;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("HTTP")
class HttpTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** What was answered between the moment HTTP listened and the moment the tasks began. */
  private static final Map<String, HttpResponse<String>> EARLY = new ConcurrentHashMap<>();

  @TempDir static Path directory;
  private static EmbeddedCluster cluster;
  private static Instance instance;
  private static Publisher publisher;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static Instant publishedAt;

  @BeforeAll
  static void startAnInstanceWithThreeAccounts() throws Exception {
    cluster = EmbeddedCluster.start(directory);
    publishedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var configuration = cluster.configuration();
    createTopics(configuration);
    publisher = new Publisher(new Clients(configuration));
    BookImport.send(publisher, BookFile.read(book(), publishedAt, "SCHWAB"), sent -> {});
    price("XOM", "60");
    instance = Instance.start(configuration, HttpTest::askEarly, sentence -> {});
    assertThat(instance.awaitReady(SOON)).isTrue();
    await("/api/v1/queue", queue -> queue.get("total").asInt() == 2);
  }

  @AfterAll
  static void stop() {
    instance.close();
    publisher.close();
    cluster.close();
  }

  private static void createTopics(Configuration configuration) {
    var clients = new Clients(configuration);
    try (var admin = clients.admin()) {
      TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
    }
  }

  private static void askEarly(String told) {
    if (told.startsWith("HTTP listens at ")) {
      var url = told.substring("HTTP listens at ".length());
      for (var path : new String[] {"/health/live", "/health/ready", "/api/v1/accounts/A-1"}) {
        EARLY.put(path, get(url, path));
      }
    }
  }

  /** A-1 stands on its target, A-2 and A-3 hold too little cash. */
  private static String book() {
    return """
    {"securities":[{"symbol":"XOM"}],
     "targets":[{"targetId":"ENERGY","components":[
        {"kind":"SECURITY","ref":"XOM","weight":"0.6"},{"kind":"CASH","weight":"0.4"}]}],
     "accounts":[%s,%s,%s]}
    """
        .formatted(account("A-1", "4000.00"), account("A-2", "1000.00"), account("A-3", "1000.00"));
  }

  private static String account(String accountId, String cash) {
    return """
    {"accountId":"%s","targetId":"ENERGY","rebalancing":true,"established":true,
     "sleeves":[{"sleeveId":"MANAGED","cash":"%s",
       "holdings":[{"symbol":"XOM","quantity":"100"}]}]}
    """
        .formatted(accountId, cash);
  }

  @Test
  void isLiveBeforeItIsReady() {
    assertThat(EARLY.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(EARLY.get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(EARLY.get("/health/ready").headers().firstValue("Retry-After")).contains("1");
    assertThat(problem(EARLY.get("/health/ready")).get("detail").asText()).isNotEmpty();
    assertThat(EARLY.get("/api/v1/accounts/A-1").statusCode()).isEqualTo(503);
  }

  @Test
  void isReadyOnceItsTasksWork() {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(json(get("/health/live")).get("status").asText()).isEqualTo("UP");
  }

  @Test
  void computesTheDriftOfAnAccountNow() {
    var before = json(get("/api/v1/accounts/A-1"));
    assertThat(before.at("/account/custodianId").asText()).isEqualTo("SCHWAB");
    assertThat(before.at("/positions/sleeves/0/settledCash").asText()).isEqualTo("4000.00");
    assertThat(before.at("/status/stage").isNull()).isTrue();
    assertThat(xom(before).get("weight").asText()).isEqualTo("0.6");
    assertThat(before.at("/drift/overallDrift").asText()).isEqualTo("0");

    price("XOM", "63");

    var after = await("/api/v1/accounts/A-1", a -> !xom(a).get("weight").asText().equals("0.6"));
    assertThat(xom(after).get("weight").asText()).isEqualTo("0.61165049");
    assertThat(xom(after).get("value").asText()).isEqualTo("6300.00");
    assertThat(after.at("/drift/equity").asText()).isEqualTo("10300.00");
  }

  @Test
  void showsWhatTheCustodianSaysOtherwiseThanTheSleeves() {
    assertThat(json(get("/api/v1/accounts/A-3")).has("reconciliation")).isFalse();

    publisher.send(Topics.CUSTODIAN_POSITIONS, "A-1", saysLess());
    publisher.flush();

    var account =
        await("/api/v1/accounts/A-1", a -> a.at("/reconciliation/break").asBoolean(false));
    var reconciliation = account.get("reconciliation");
    assertThat(reconciliation.get("differenceId").asText()).startsWith("D-");
    assertThat(reconciliation.at("/differences/0/securityId").isNull()).isTrue();
    assertThat(reconciliation.at("/differences/0/difference").asText()).isEqualTo("-25");
    assertThat(reconciliation.get("waivers")).isEmpty();
    assertThat(reconciliation.get("custodianAsOf").asText())
        .isEqualTo(ISO_OFFSET_DATE_TIME.format(publishedAt.atZone(NEW_YORK)));
    assertThat(OffsetDateTime.parse(account.get("at").asText()).getOffset())
        .isEqualTo(NEW_YORK.getRules().getOffset(Instant.now()));
  }

  /** As of the positions of the book, which has 4,000.00 in cash. */
  private static CustodianPositions saysLess() {
    return CustodianPositions.newBuilder()
        .setAsOf(publishedAt)
        .setSettledCash(new BigDecimal("3975"))
        .setHoldings(List.of(new CustodianHolding("XOM", new BigDecimal("100"))))
        .build();
  }

  @Test
  void listsTheQueueByIdAPageAtATime() {
    var first = json(get("/api/v1/queue?limit=1"));
    var next = json(get("/api/v1/queue?limit=1&after=" + first.get("next").asText()));

    assertThat(first.get("total").asInt()).isEqualTo(2);
    assertThat(first.at("/tiles/LOW_CASH").asInt()).isEqualTo(2);
    assertThat(first.at("/items/0/accountId").asText()).isEqualTo("A-2");
    assertThat(next.at("/items/0/accountId").asText()).isEqualTo("A-3");
    assertThat(next.get("next").isNull()).isTrue();
    assertThat(next.get("partial").asBoolean()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "tile=LOW_CASH,2",
    "tile=low_cash,2",
    "tile=HIGH_CASH,0",
    "stage=IN_FLIGHT,0",
    "stage=QUEUED,2",
    "cause=DRIFT,2",
    "cause=TARGET,0",
    "advisor=ADVISOR,2",
    "advisor=OTHER,0",
    "custodian=SCHWAB,2",
    "target=ENERGY,2",
    "target=OTHER,0",
    "text=a-2,1",
    "text=xom,2",
    "minDrift=0.05,2",
    "minDrift=0.9,0",
    "status=FLAGGED,2"
  })
  void filtersTheQueue(String filter, int total) {
    var queue = json(get("/api/v1/queue?" + filter));

    assertThat(queue.get("total").asInt()).isEqualTo(total);
    assertThat(queue.get("items")).hasSize(total);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0          | limit=0 cannot be used; it is a whole number from 1 to 1000.",
        "limit=1001       | limit=1001 cannot be used; it is a whole number from 1 to 1000.",
        "limit=all        | limit=all cannot be used; it is a whole number from 1 to 1000.",
        "tile=CASH        | tile=CASH is not known; it is one of [",
        "stage=WAITING    | stage=WAITING is not known; it is one of [",
        "sort=equity      | sort=equity is not known; it is one of [",
        "after=A-2        | after=A-2 is no cursor of this list; take the next of its last page.",
        "advisr=X         | The parameter advisr is not known here; the nearest known one is advisor.",
        "minDrift=much    | minDrift=much cannot be used; it is a decimal such as 0.05.",
        "now=perhaps      | now=perhaps cannot be used; it is true or false.",
        "now=true&limit=101 | limit=101 cannot be used with now=true; it is 100 at most.",
      })
  void answersABadQuestionWithTheFix(String query, String detail) {
    var answer = get("/api/v1/queue?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(problem(answer).get("detail").asText()).startsWith(detail);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/api/v1/accounts/A-404",
        "/api/v1/history/R-404",
        "/api/v1/nothing",
        "/nothing",
        "/api"
      })
  void saysThatThereIsNoSuchThing(String path) {
    var answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(problem(answer).get("status").asInt()).isEqualTo(404);
    assertThat(problem(answer).get("instance").asText()).isEqualTo(path);
  }

  @Test
  void servesTheDashboardWithAPolicyThatLetsItLoadNothingFromElsewhere() {
    var page = get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .doesNotContain("unsafe-inline", "http:", "https:");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    for (var file : new String[] {"/style.css", "/js/app.js", "/views/queue.js", "/icon.svg"}) {
      assertThat(get(file).statusCode()).as(file).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/history?ended=false | ended=false cannot be used here: history is what has ended; ask /api/v1/requests?ended=false.",
        "/api/v1/history?ended=no | ended=no cannot be used; it is true or false.",
        "/api/v1/history?result=FAILED | The parameter result is not known here; the nearest known one is",
        "/api/v1/requests?status=OPEN | status=OPEN is not known; it is one of [",
        "/api/v1/requests?advisor=A&advisor=B | advisor is given 2 times; give it once.",
        "/api/v1/requests?advisor= | advisor= is empty; leave it out, or give it a value.",
        "/api/v1/requests/R-1?rows=1 | The parameter rows is not known here; the nearest known one is",
        "/api/v1/accounts/A-1?now=true | This path takes no parameters; leave now out.",
        "/api/v1/accounts/A-1/preview?logic=BEST_FIT | This path takes no parameters; leave logic out.",
        "/api/v1/market?x | This path takes no parameters; leave x out.",
        "/api/v1/pipeline?x=1 | This path takes no parameters; leave x out.",
        "/api/v1/prices?quarantined=1 | quarantined=1 cannot be used; it is true or false.",
        "/api/v1/dead-letters?sort=topic | sort=topic is not known; it is one of [-at, at].",
        "/api/v1/account-commands/A-1/C-1?wait=1 | This path takes no parameters; leave wait out.",
        "/api/v1/stream?type=acrs | The parameter type is not known here; the nearest known one is types.",
      })
  void answersAParameterThatMeansNothingWithTheFix(String path, String detail) {
    var answer = get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(problem(answer).get("detail").asText()).startsWith(detail);
  }

  @Test
  void listsTheTargetsThatMayBeAssigned() {
    var targets = json(get("/api/v1/targets?scope=ENTERPRISE"));

    assertThat(targets.get("total").asInt()).isEqualTo(1);
    assertThat(targets.at("/items/0/targetId").asText()).isEqualTo("ENERGY");
    assertThat(targets.at("/items/0/components").asInt()).isEqualTo(2);
    assertThat(json(get("/api/v1/targets?firm=OTHER")).get("total").asInt()).isZero();
  }

  @Test
  void hasNoAnswerKeptByWhoeverPassesItOn() {
    for (var path : new String[] {"/api/v1/queue", "/api/v1/accounts/A-1", "/api/v1/nothing"}) {
      assertThat(get(path).headers().firstValue("Cache-Control")).as(path).contains("no-store");
    }
  }

  @Test
  void showsARequestAndItsAccounts() {
    submit("R-1", "A-404");

    var history =
        await(
            "/api/v1/history/R-1",
            h -> h.path("rows").size() == 1 && h.path("failed").asInt() == 1);
    assertThat(history.at("/rows/0/accountId").asText()).isEqualTo("A-404");
    assertThat(history.get("accounts").asInt()).isEqualTo(1);
  }

  @Test
  void saysWhetherAnAcrWouldBuildTradesAndIfNotWhyAndWhatToDo() {
    var explanation = json(get("/api/v1/accounts/A-2/acrs/TECH/explanation"));

    assertThat(explanation.get("builds").asBoolean()).isFalse();
    assertThat(explanation.get("issue").asText()).isEqualTo("MODEL_NOT_IN_TARGET");
    assertThat(explanation.get("whatToDo").asText()).startsWith("Add the model");
    assertThat(get("/api/v1/accounts/A-404/acrs/TECH/explanation").statusCode()).isEqualTo(404);
  }

  private static JsonNode xom(JsonNode account) {
    for (var line : account.at("/drift/lines")) {
      if (line.get("line").asText().equals("SECURITY:XOM")) {
        return line;
      }
    }
    throw new AssertionError("no line SECURITY:XOM in " + account);
  }

  private static void price(String symbol, String price) {
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

  @Test
  void showsTheCashMovementsOfAnAccountWithTheirStatus() {
    var day = LocalDate.now(ZoneOffset.UTC).plusMonths(2).withDayOfMonth(15).toString();
    var command =
        Json.object()
            .put("type", "CASH_MOVEMENT")
            .put("commandId", "C-movement")
            .put("sentBy", "test")
            .put("sentAt", Instant.now().toString())
            .put("firmId", BookFile.DEFAULT_FIRM)
            .put("movementId", "M-1")
            .put("direction", "DEPOSIT")
            .put("amount", "250.00")
            .put("method", "PRO_RATA")
            .put("recurrence", "MONTHLY")
            .put("date", day);
    var reader = new RecordReader(ZoneOffset.UTC, Map.of());
    publisher.send(Topics.ACCOUNT_COMMANDS, "A-2", reader.read(AccountCommand.class, command));
    publisher.flush();

    var run =
        await("/api/v1/accounts/A-2", account -> !account.path("movements").isEmpty())
            .at("/movements/0");
    assertThat(run.path("runId").asText()).isEqualTo("M-1:" + day);
    assertThat(run.path("status").asText()).isEqualTo("SCHEDULED");
    assertThat(run.path("direction").asText()).isEqualTo("DEPOSIT");
    assertThat(run.path("amount").asText()).isEqualTo("250.00");
    assertThat(run.path("recurrence").asText()).isEqualTo("MONTHLY");
    assertThat(run.path("requestId").isNull()).isTrue();
  }

  private static void submit(String requestId, String accountId) {
    var command =
        Json.object()
            .put("type", "SUBMIT")
            .put("commandId", requestId + "-submit")
            .put("sentBy", "test")
            .put("sentAt", Instant.now().toString())
            .put("firmId", BookFile.DEFAULT_FIRM);
    command.putArray("accounts").add(accountId);
    var reader = new RecordReader(ZoneOffset.UTC, Map.of());
    publisher.send(
        Topics.REBALANCE_COMMANDS, requestId, reader.read(RebalanceCommand.class, command));
    publisher.flush();
  }

  /** Asks again until the answer is as wanted. */
  private static JsonNode await(String path, Predicate<JsonNode> wanted) {
    var until = System.nanoTime() + SOON.toNanos();
    while (true) {
      var answer = get(path);
      var json = Json.tree(answer.body());
      if (answer.statusCode() == 200 && wanted.test(json)) {
        return json;
      }
      assertThat(System.nanoTime()).as("still %s", json).isLessThan(until);
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private static HttpResponse<String> get(String path) {
    return get(instance.http().url(), path);
  }

  private static HttpResponse<String> get(String url, String path) {
    return OneInstance.send(HttpRequest.newBuilder(URI.create(url + path)).build());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return Json.tree(answer.body());
  }

  private static JsonNode problem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    return Json.tree(answer.body());
  }
}
