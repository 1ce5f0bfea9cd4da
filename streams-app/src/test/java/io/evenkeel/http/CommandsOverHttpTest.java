package io.evenkeel.http;

import static io.evenkeel.http.OneInstance.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Commands over HTTP")
class CommandsOverHttpTest {
  private static final String OPENING =
      "{\"type\":\"OPENING_STATE\",\"targetId\":\"ENERGY\",\"rebalancing\":true,\"established\":true}";

  @TempDir static Path directory;
  private static OneInstance one;

  @BeforeAll
  static void start() throws Exception {
    one =
        OneInstance.start(
            directory, OneInstance.book("1000.00", "1000.00", "4000.00", "1000.00"), c -> c);
    one.await("/api/v1/queue", queue -> queue.get("total").asInt() == 3);
  }

  @AfterAll
  static void stop() {
    one.close();
  }

  private static JsonNode sent(String path, String body) {
    return json(one.post(path, body), 202);
  }

  private static JsonNode outcome(JsonNode sent) {
    return one.await(
        sent.get("outcome").asText(), o -> !o.get("outcome").asText().equals("PENDING"));
  }

  @Test
  void replaceTheRestrictionsOfAnAccountWhole() {
    var path = "/api/v1/restrictions/A-4";
    var two =
        """
        {"restrictions":[{"securityId":"XOM","type":"EXCLUDE"},
          {"securityId":"BP","type":"DO_NOT_BUY","startDate":"2026-11-20","endDate":"2027-01-31"}]}
        """;
    assertThat(sent(path, two).get("topic").asText()).isEqualTo("restrictions");
    var both = one.await("/api/v1/accounts/A-4", a -> a.get("restrictions").size() == 2);
    assertThat(both.at("/restrictions/0/endDate").asText()).isEqualTo("2027-01-31");
    assertThat(both.at("/restrictions/1/replacement").asText()).isEqualTo("CASH");

    sent(path, "{\"restrictions\":[]}");
    one.await("/api/v1/accounts/A-4", a -> a.get("restrictions").isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | Field restrictions is missing; an empty list lifts all of them. Nothing was sent.",
        "{'restrictions':[{'securityId':'XOM','type':'SUBSTITUTE','substituteId':'XOM'}]} | These"
            + " cannot be used: restriction of XOM: it cannot be its own substitute; nothing was"
            + " sent.",
        "{'restrictions':[{'securityId':'XOM','type':'DO_NOT_BUY'},{'securityId':'XOM','type':'DO_NOT_SELL'}]}"
            + " | These cannot be used: XOM is restricted twice; an account has one restriction per"
            + " security; nothing was sent.",
      })
  void sendNoRestrictionsThatThePipelineWouldPutAside(String body, String sentence) {
    var refused = json(one.post("/api/v1/restrictions/A-4", body.replace('\'', '"')), 400);

    assertThat(refused.get("detail").asText()).isEqualTo(sentence);
  }

  @Test
  void carryARebalanceFromPreviewToHistory() {
    var preview = json(one.get("/api/v1/accounts/A-1/preview"), 200);
    assertThat(preview.at("/bestFit/result").asText()).isEqualTo("PROPOSED");
    assertThat(preview.at("/bestFit/orders/0/side").asText()).isEqualTo("SELL");
    assertThat(preview.at("/minTransaction/result").asText()).isEqualTo("PROPOSED");

    var submitted =
        sent(
            "/api/v1/rebalance-commands/R-1",
            "{\"type\":\"SUBMIT\",\"accounts\":[\"A-1\"],\"tradeLogic\":\"BEST_FIT\"}");
    assertThat(outcome(submitted).get("outcome").asText()).isEqualTo("ACCEPTED");
    one.await(
        "/api/v1/requests?ended=false&text=R-1",
        list -> list.at("/items/0/status").asText().equals("PENDING_APPROVAL"));

    var account = one.await("/api/v1/accounts/A-1", a -> a.path("proposal").has("orders"));
    var hash = account.at("/proposal/contentHash").asText();
    assertThat(json(one.get("/api/v1/requests/R-1/proposals/A-1"), 200))
        .isEqualTo(account.get("proposal"));
    assertThat(quantities(account.at("/proposal/orders")))
        .isEqualTo(quantities(preview.at("/bestFit/orders")));

    var approved =
        sent(
            "/api/v1/rebalance-commands/R-1",
            "{\"type\":\"APPROVE\",\"hashes\":{\"A-1\":\"%s\"},\"approvedBy\":\"ann\"}"
                .formatted(hash));
    assertThat(outcome(approved).get("outcome").asText()).isEqualTo("ACCEPTED");

    var history = one.await("/api/v1/history?text=R-1", list -> list.get("total").asInt() == 1);
    assertThat(history.at("/items/0/result").asText()).isEqualTo("COMPLETE");
    assertThat(history.at("/items/0/approvedBy").asText()).isEqualTo("ann");
    var flying = json(one.get("/api/v1/accounts/A-1"), 200);
    assertThat(flying.at("/batch/requestId").asText()).isEqualTo("R-1");
    assertThat(flying.at("/batch/orders")).isNotEmpty();
    assertThat(json(one.get("/api/v1/requests/R-1"), 200).at("/rows/0/status").asText())
        .isEqualTo("COMPLETE");
  }

  private static String quantities(JsonNode orders) {
    var text = new StringBuilder();
    orders.forEach(
        o -> text.append(o.get("securityId").asText()).append(o.get("quantity").asText()));
    return text.toString();
  }

  @Test
  void haltAnAccountWhichShowsEverywhereAndResumeIt() {
    var path = "/api/v1/halts/account/A-3";
    var set = sent(path, "{\"halted\":true,\"reason\":\"a drill\",\"setBy\":\"ann\"}");
    assertThat(set.get("key").asText()).isEqualTo("ACCOUNT/A-3");

    var halts = one.await("/api/v1/halts", list -> list.get("items").size() == 1);
    assertThat(halts.at("/items/0/reason").asText()).isEqualTo("a drill");
    var rows = json(one.get("/api/v1/accounts?text=A-3"), 200);
    assertThat(rows.at("/items/0/halts/0").asText()).isEqualTo("ACCOUNT/A-3");
    assertThat(one.get("/metrics").body()).contains("evenkeel_halts{scope=\"ACCOUNT\"} 1.0");

    sent(path, "{\"halted\":false,\"reason\":\"it is over\",\"setBy\":\"ann\"}");
    one.await("/api/v1/halts", list -> list.get("items").isEmpty());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "branch/B-1 | {'halted':true,'reason':'x','setBy':'y'}         | There is no scope branch; it is one of FIRM",
        "firm/F-1   | {'halted':true,'setBy':'y'}                      | The field reason has 0 characters",
        "firm/F-1   | {'halted':true,'reason':'x'}                     | The field setBy has 0 characters",
        "firm/F-1   | {'reason':'x','setBy':'y'}                       | The field halted is missing",
        "firm/F-1   | {'halted':true,'reason':'x','setBy':'y','why':1} | There is no field why",
      })
  void refuseAHaltThatDoesNotSayWhatAndWhy(String scope, String body, String sentence) {
    var answer = json(one.post("/api/v1/halts/" + scope, body.replace('\'', '"')), 400);

    assertThat(answer.get("detail").asText()).startsWith(sentence);
  }

  @Test
  void areDoneOnceHoweverOftenTheSameCommandIdIsSent() {
    var body =
        "{\"type\":\"SUBMIT\",\"accounts\":[\"A-2\"],\"commandId\":\"C-twice\",\"sentBy\":\"ann\"}";
    var first = sent("/api/v1/rebalance-commands/R-2", body);
    var second = sent("/api/v1/rebalance-commands/R-2", body);

    assertThat(first).isEqualTo(second);
    assertThat(outcome(second).get("outcome").asText()).isEqualTo("ACCEPTED");
    assertThat(json(one.get("/api/v1/requests/R-2"), 200).get("accounts").asInt()).isEqualTo(1);
  }

  @Test
  void tellWhyTheyWereRejected() {
    var account = outcome(sent("/api/v1/account-commands/A-3", OPENING));
    assertThat(account.get("outcome").asText()).isEqualTo("REJECTED");
    assertThat(account.get("code").asText()).isEqualTo("ALREADY_OPENED");
    assertThat(account.get("sentence").asText()).isNotEmpty();

    var request = outcome(sent("/api/v1/rebalance-commands/R-404", "{\"type\":\"APPROVE\"}"));
    assertThat(request.get("code").asText()).isEqualTo("UNKNOWN_REQUEST");

    var market = outcome(sent("/api/v1/market-commands/XOM", "{\"type\":\"RELEASE_PRICE\"}"));
    assertThat(market.get("outcome").asText()).isEqualTo("REJECTED");
  }

  @Test
  void showWhatWasRefusedAndSendItAgain() {
    one.price("BAD", "-1");
    var listed = one.await("/api/v1/dead-letters", list -> list.get("total").asInt() == 1);
    var letter = listed.at("/items/0");
    assertThat(letter.get("topic").asText()).isEqualTo("prices");
    assertThat(letter.get("key").asText()).isEqualTo("BAD");
    assertThat(letter.get("reason").asText()).isEqualTo("NOT_POSITIVE");

    var replay = "/api/v1/dead-letters/%s/%s/replay";
    var again =
        json(one.post(replay.formatted(letter.get("partition"), letter.get("offset")), ""), 202);
    assertThat(again.get("topic").asText()).isEqualTo("prices");
    var refusedAgain =
        one.await("/api/v1/dead-letters", list -> list.get("total").asInt() == 2).at("/items/0");
    assertThat(refusedAgain.get("key").asText()).isEqualTo("BAD");
    assertThat(refusedAgain.get("valueBytes")).isEqualTo(letter.get("valueBytes"));
    assertThat(refusedAgain.get("originalPartition")).isEqualTo(again.get("partition"));
    assertThat(refusedAgain.get("originalOffset")).isEqualTo(again.get("offset"));
    assertThat(one.post(replay.formatted(0, 999), "").statusCode()).isEqualTo(404);
    assertThat(one.post(replay.formatted(99, 0), "").statusCode()).isEqualTo(404);
    assertThat(one.post(replay.formatted("x", 0), "").statusCode()).isEqualTo(400);
  }

  /** Every answer of these tests is held against the description, so each route is asked once. */
  @Test
  void standBesideRoutesThatAreAllDescribedAndAnswerAsDescribed() {
    var described = new TreeMap<String, Set<String>>();
    json(one.get("/openapi.json"), 200)
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            described.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                queryParameters(operation.getValue()))));
    assertThat(new TreeMap<>(one.routes())).isEqualTo(described);

    for (var path :
        List.of(
            "/health/live",
            "/health/ready",
            "/asyncapi.json",
            "/api/v1/accounts?sort=-drift&now=true&limit=10",
            "/api/v1/accounts/A-4",
            "/api/v1/accounts/A-4/acrs/TECH/explanation",
            "/api/v1/advisories",
            "/api/v1/movements",
            "/api/v1/requests",
            "/api/v1/history",
            "/api/v1/prices",
            "/api/v1/prices/XOM",
            "/api/v1/market",
            "/api/v1/targets?scope=enterprise&text=energy",
            "/api/v1/pipeline")) {
      json(one.get(path), 200);
    }
  }

  private static Set<String> queryParameters(JsonNode operation) {
    var names = new TreeSet<String>();
    operation
        .get("parameters")
        .forEach(
            parameter -> {
              if (parameter.get("in").asText().equals("query")) {
                names.add(parameter.get("name").asText());
              }
            });
    return names;
  }

  @Test
  void ofWhichNobodyKnowsArePending() {
    var outcome = json(one.get("/api/v1/account-commands/A-3/C-unknown"), 200);

    assertThat(outcome.get("outcome").asText()).isEqualTo("PENDING");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "account-commands   | {}                        | Field type: unknown type \"\"; it is one of [",
        "account-commands   | {'type':'FLY'}            | Field type: unknown type \"FLY\"; it is one of [",
        "account-commands   | {'type':'SET_REBALANCING'} | field on is missing; nothing was sent.",
        "account-commands   | {'type':'SET_REBALANCING','on':1} | Field on: true or false was expected, not 1; nothing was sent.",
        "rebalance-commands | {'type':'SUBMIT','acounts':[]} | Field acounts: unknown field \"acounts\"; the nearest known one is \"accounts\"; nothing was sent.",
        "market-commands    | [1]                       | The body is not a JSON object",
        "market-commands    | {'type':                  | The body is not JSON at line 1",
      })
  void thatAreFaultyAreRefusedWithOneSentenceAndSendNothing(
      String topic, String body, String detail) {
    var problem = json(one.post("/api/v1/" + topic + "/X-1", body.replace('\'', '"')), 400);

    assertThat(problem.get("detail").asText()).startsWith(detail);
  }

  @Test
  void thatAreTooLargeAreRefused() {
    var body = "{\"type\":\"CANCEL\",\"reason\":\"%s\"}".formatted("x".repeat(2_000_000));

    assertThat(json(one.post("/api/v1/rebalance-commands/R-9", body), 413).get("title").asText())
        .isEqualTo("The request is too large");
  }

  @ParameterizedTest(name = "Origin {0}: {1}")
  @CsvSource({"http://evil.example,403", "null,403", "https://127.0.0.1:1,403", "same,202"})
  void areNotTakenFromPagesOfOtherSites(String origin, int status) {
    var own = one.url();
    var answer =
        one.post(
            "/api/v1/account-commands/A-3",
            "{\"type\":\"SET_REBALANCING\",\"on\":true}",
            "Origin",
            origin.equals("same") ? own : origin);

    json(answer, status);
  }

  @Test
  void areNotTakenAsAFormPostsThem() {
    var request =
        one.request("/api/v1/account-commands/A-3", "Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"REMOVE_TARGET\"}"))
            .build();

    assertThat(Json.tree(OneInstance.send(request).body()).get("status").asInt()).isEqualTo(415);
  }
}
