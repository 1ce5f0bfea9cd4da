package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.EmbeddedCluster;
import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.audit.AuditLink;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.StatePackings;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.AuditWire;
import io.evenkeel.webhook.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
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

  private static final String CHANGELOG = "evenkeel-" + Topics.ACCOUNT_AUDIT_STORE + "-changelog";

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
  void topicsCheckAndDoctorNameTopicsThatLoseRecordsEarlierThanPlanned() throws Exception {
    set("approved-trades.SCHWAB", "retention.ms", "604800000");
    set("audit", "retention.bytes", "1000000");
    set("prices", "cleanup.policy", "delete");

    var check = run("topics", "check");
    assertThat(check.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(check.err().lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("topic audit ") && line.endsWith("retention.bytes=-1"))
        .anyMatch(line -> line.contains("topic prices ") && line.endsWith("cleanup.policy=compact"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("approved-trades.SCHWAB loses records earlier than planned")
                    .contains("retention.ms=604800000 (7 days)")
                    .contains("--add-config retention.ms=221356800000"));
    var doctor = run("doctor");
    assertThat(doctor.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(doctor.out()).contains("WRONG    topic approved-trades.SCHWAB loses records");

    set("approved-trades.SCHWAB", "retention.ms", "221356800000");
    set("audit", "retention.bytes", "-1");
    set("prices", "cleanup.policy", "compact");
    assertThat(run("topics", "check").exitCode()).isZero();
  }

  private static void set(String topic, String setting, String value) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
    try (var admin = new Clients(cluster.configuration()).admin()) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
      // A broker hears of it a moment later.
      var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      var asked = List.of(resource);
      while (!value.equals(
          admin.describeConfigs(asked).all().get().get(resource).get(setting).value())) {
        assertThat(System.nanoTime()).as("until the broker knows it").isLessThan(until);
        Thread.sleep(20);
      }
    }
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
  void auditVerifySaysWhichChainWasTamperedWith() throws Exception {
    assertThat(run("audit", "verify").out()).contains("the audit is whole: 0 records");

    var first = audited("ACCOUNT/A-1", AuditHead.NONE, "ops-1");
    var second = audited("ACCOUNT/A-1", first.head(), "ops-2");
    send(first);
    assertThat(run("audit", "verify").err())
        .contains("nobody remembers how the audit ends", "evenkeel-account-audit-heads-changelog");
    send(second);
    createChangelog();
    remember(second);
    var fine = run("audit", "verify");
    assertThat(fine.exitCode()).as(fine.err()).isZero();
    assertThat(fine.out()).contains("the audit is whole: 2 records of 1 chains");
    assertThat(run("audit", "verify", "--key", "ACCOUNT/A-2").err())
        .contains("there is no chain ACCOUNT/A-2");

    var request = audited("REQUEST/R-1", AuditHead.NONE, "ops-1");
    send(new AuditLink(request.entry(), 1, request.previousHash(), "f".repeat(64)));
    var tampered = run("audit", "verify");
    assertThat(tampered.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(tampered.out()).contains("REQUEST/R-1: record 1 was altered");
    assertThat(tampered.err()).contains("the audit is not whole: 1 of 2 chains");
    assertThat(run("audit", "verify", "--key", "ACCOUNT/A-1").exitCode()).isZero();
    var json = Json.tree(run("audit", "verify", "--json").out().strip());
    assertThat(json.get("whole").asBoolean()).isFalse();
    assertThat(json.get("faults")).hasSize(1);
  }

  @Test
  @Order(5)
  void auditVerifyFindsThatTheLastRecordOfAChainIsNotThereAndThatOneWasPutIn() throws Exception {
    var first = audited("ACCOUNT/A-7", AuditHead.NONE, "ops-1");
    var second = audited("ACCOUNT/A-7", first.head(), "ops-2");
    send(first);
    remember(second);
    assertThat(run("audit", "verify", "--key", "ACCOUNT/A-7").out())
        .contains("ACCOUNT/A-7: it ends with record 1, and record 2 was there");

    send(second);
    assertThat(run("audit", "verify", "--key", "ACCOUNT/A-7").exitCode()).isZero();

    send(audited("ACCOUNT/A-7", second.head(), "nobody"));
    assertThat(run("audit", "verify", "--key", "ACCOUNT/A-7").out())
        .contains("ACCOUNT/A-7: record 3 was put in: no task wrote it");
  }

  @Test
  @Order(6)
  void auditShowPrintsAChain() throws Exception {
    var shown = run("audit", "show", "ACCOUNT/A-1");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .startsWith("1  2026-11-20T10:00:00-05:00  ops-1  AssignTarget  ACCEPTED")
        .contains("asked   target=T", "before  -");

    var lines = run("audit", "show", "ACCOUNT/A-1", "--json").out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(Json.tree(lines.get(1)).get("who").asText()).isEqualTo("ops-2");
    assertThat(run("audit", "show", "ACCOUNT/A-404").err())
        .contains("there is no chain ACCOUNT/A-404");
  }

  private static void createChangelog() throws Exception {
    try (var admin = new Clients(cluster.configuration()).admin()) {
      admin.createTopics(List.of(new NewTopic(CHANGELOG, 1, (short) 1))).all().get();
    }
  }

  /** As a task does. */
  private static void remember(AuditLink link) throws Exception {
    var head = StatePackings.AUDIT_HEADS.pack(link.head());
    try (var producer = new Clients(cluster.configuration()).producer()) {
      producer.send(new ProducerRecord<>(CHANGELOG, link.entry().subject(), head)).get();
    }
  }

  private static AuditLink audited(String subject, AuditHead head, String who) {
    var at = Instant.parse("2026-11-20T15:00:00Z");
    return AuditLink.after(
        head,
        new AuditEntry(
            subject,
            "AssignTarget",
            who,
            null,
            at,
            null,
            "target=T",
            null,
            null,
            AuditEntry.Outcome.ACCEPTED,
            null));
  }

  private static void send(AuditLink link) throws Exception {
    var clients = new Clients(cluster.configuration());
    var said = AuditWire.write(link);
    var topic = clients.names().of(Topics.AUDIT);
    var bytes = clients.serdes().serializer(SpecificRecord.class).serialize(topic, said.value());
    try (var producer = clients.producer()) {
      producer.send(new ProducerRecord<>(topic, link.entry().subject(), bytes)).get();
    }
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
