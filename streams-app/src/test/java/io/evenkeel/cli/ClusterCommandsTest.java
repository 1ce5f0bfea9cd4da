package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.EmbeddedCluster;
import io.evenkeel.json.Json;
import io.evenkeel.webhook.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** In order, since what a command finds on a cluster is what others left there. */
@DisplayName("On a cluster, the command")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterCommandsTest {
  private static final String BOOK =
      """
      {"securities":[{"symbol":"XOM"}],
       "targets":[{"targetId":"HALF","components":[
          {"kind":"SECURITY","ref":"XOM","weight":"0.5"},{"kind":"CASH","weight":"0.5"}]}],
       "accounts":[{"accountId":"A-1","targetId":"HALF","rebalancing":true,"established":true,
          "sleeves":[{"sleeveId":"MANAGED","cash":"100.00",
            "holdings":[{"symbol":"XOM","quantity":"2"}]}]}]}
      """;

  @TempDir static Path shared;
  @TempDir Path directory;
  private static EmbeddedCluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = EmbeddedCluster.start(shared);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  private static Ran run(String... args) {
    return Ran.with(cluster.settings(), args);
  }

  @Test
  @Order(1)
  void checkDoctorRunConsumeProduceAndImportMissTheTopics() throws IOException {
    var line = file("a.jsonl", "{\"key\":\"XOM\",\"value\":null}");
    var book = file("book.json", BOOK);

    for (var ran :
        List.of(
            run("topics", "check"),
            run("run"),
            run("consume", "prices"),
            run("produce", "prices", "--file", line),
            run("book", "import", book))) {
      assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
      assertThat(ran.err()).contains("missing topics: ", "./evenkeel topics create");
    }
    var doctor = run("doctor");
    assertThat(doctor.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(doctor.out()).contains("WRONG    missing topics: ");
  }

  @Test
  @Order(2)
  void topicsCreateNamesTheFixWhereThereAreTooFewBrokers() {
    var settings = new ArrayList<>(cluster.settings());
    settings.add("topics.replication=3");

    var ran = Ran.with(settings, "topics", "create");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(ran.err()).contains("fewer than 3 brokers", "set topics.replication");
  }

  @Test
  @Order(3)
  void topicsCreateCreatesWhatIsMissingOnce() {
    var first = run("topics", "create");
    var second = run("topics", "create");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("created prices", "created approved-trades.SCHWAB");
    assertThat(second.out()).contains("0 created, ").doesNotContain("created prices");
    assertThat(run("topics", "check").out()).contains("topics are as they should be");
  }

  @Test
  @Order(4)
  void haltIsListedUntilResumeLiftsIt() {
    assertThat(run("halts").out()).contains("nothing is halted");

    var halted = run("halt", "custodian", "SCHWAB", "--reason", "wrong fills", "--by", "ops-1");
    assertThat(halted.out()).contains("custodian SCHWAB is halted; ./evenkeel resume CUSTODIAN");
    assertThat(run("halts").out())
        .startsWith("custodian SCHWAB since ")
        .contains(" by ops-1: wrong fills");
    var json = Json.tree(run("halts", "--json").out().strip());
    assertThat(json.get("scopeId").asText()).isEqualTo("SCHWAB");

    var resumed = run("resume", "CUSTODIAN", "SCHWAB", "--reason", "settled with them");
    assertThat(resumed.exitCode()).isZero();
    assertThat(run("halts").out()).contains("nothing is halted");
    var again = run("resume", "CUSTODIAN", "SCHWAB", "--reason", "settled with them");
    assertThat(again.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(again.err()).contains("custodian SCHWAB is not halted; ./evenkeel halts lists");
  }

  @Test
  @Order(4)
  void doctorFindsNothingWrongNow() {
    var ran = run("doctor");
    var json = run("doctor", "--json");

    assertThat(ran.out()).contains("topics are as they should be").doesNotContain("WRONG");
    assertThat(ran.exitCode()).isZero();
    assertThat(json.out().lines()).allSatisfy(l -> assertThat(Json.tree(l).has("grade")).isTrue());
  }

  @Test
  @Order(4)
  void doctorWarnsOfTransactionsThatOutlastASession() {
    var settings = new ArrayList<>(cluster.settings());
    settings.add("session.timeout=6s");
    settings.add("transaction.timeout=10s");

    var ran = Ran.with(settings, "doctor");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("transaction.timeout is 10000 ms, longer than session.timeout", "set it to 6000");
    assertThat(run("doctor").out()).doesNotContain("longer than session.timeout");
  }

  @Test
  @Order(4)
  void doctorFindsAWrongRouteOfNotifications() {
    var settings = new ArrayList<>(cluster.settings());
    settings.add("notifications.default=crm");

    var ran = Ran.with(settings, "doctor");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(ran.out()).contains("WRONG    notifications.default=crm names no endpoint");
  }

  @Test
  @Order(4)
  void webhookResendSendsNothingWhereNothingWasMissed() throws Exception {
    try (var receiver = Receiver.start()) {
      var settings = new ArrayList<>(cluster.settings());
      settings.add("notifications.url.crm=" + receiver.url());
      settings.add("notifications.secret.crm=" + Receiver.SECRET);
      settings.add("notifications.default=crm");

      var ran =
          Ran.with(
              settings,
              "webhook",
              "resend",
              "--endpoint",
              "crm",
              "--since",
              "2026-01-01T00:00:00Z",
              "--until",
              "2026-01-02T00:00:00Z");

      assertThat(ran.exitCode()).as(ran.err()).isZero();
      assertThat(ran.out()).contains("0 messages were taken by the endpoint crm");
    }
  }

  @Test
  @Order(5)
  void bookImportSendsNothingOfABookWithAnError() throws IOException {
    var book = file("book.json", BOOK.replace("\"2\"", "\"two\""));

    var ran = run("book", "import", book);

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(ran.err())
        .contains("line 6, field accounts[0].sleeves[0].holdings[0].quantity", "nothing was sent");
    assertThat(consumed("securities")).isEmpty();
    assertThat(consumed("accounts")).isEmpty();
  }

  @Test
  @Order(6)
  void bookImportSplitsABookOntoItsTopics() throws IOException {
    var ran = run("book", "import", file("book.json", BOOK));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("sent 1 securities, 0 models, 1 targets and 1 accounts");
    assertThat(consumed("targets")).singleElement().asString().contains("\"key\":\"HALF\"");
    assertThat(consumed("positions")).singleElement().asString().contains("\"quantity\":\"2\"");
    assertThat(consumed("account-commands")).singleElement().asString().contains("OPENING_STATE");
  }

  @Test
  @Order(7)
  void consumePrintsWhatProduceSentAndProduceSendsWhatConsumePrinted() throws IOException {
    var sent =
        file(
            "submit.jsonl",
            """
            {"key":"R-1","value":{"type":"SUBMIT","accounts":["A-1","A-2"]}}

            {"key":"R-1","value":{"type":"CANCEL","commandId":"C-9","sentBy":"me"}}
            {"key":"R-2","value":null}
            """);

    var ran = run("produce", "rebalance-commands", "--file", sent, "--sent-by", "desk");

    assertThat(ran.out()).contains("records sent to rebalance-commands: 3");
    var printed = consumed("rebalance-commands");
    assertThat(printed).hasSize(3);
    var submit = Json.tree(line(printed, "SUBMIT")).get("value");
    assertThat(submit.get("accounts").toString()).isEqualTo("[\"A-1\",\"A-2\"]");
    assertThat(submit.get("sentBy").asText()).isEqualTo("desk");
    assertThat(submit.get("commandId").asText()).isNotEmpty();
    assertThat(Json.tree(line(printed, "CANCEL")).at("/value/commandId").asText()).isEqualTo("C-9");
    assertThat(Json.tree(line(printed, "R-2")).get("value").isNull()).isTrue();

    var again = file("again.jsonl", line(printed, "SUBMIT"));
    assertThat(run("produce", "rebalance-commands", "--file", again).exitCode()).isZero();
    var values = consumed("rebalance-commands").stream().map(l -> Json.tree(l).get("value"));
    assertThat(values.filter(submit::equals)).hasSize(2);
  }

  @Test
  @Order(8)
  void consumeStopsAfterSoManyRecords() {
    var ran =
        run("consume", "rebalance-commands", "--from-beginning", "--max", "2", "--timeout", "30s");

    assertThat(ran.out().lines()).hasSize(2);
  }

  private static List<String> consumed(String topic) {
    return run("consume", topic, "--from-beginning", "--timeout", "1s").out().lines().toList();
  }

  private static String line(List<String> lines, String containing) {
    return lines.stream().filter(l -> l.contains(containing)).findFirst().orElseThrow();
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }
}
