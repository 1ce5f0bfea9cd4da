package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.webhook.Receiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command webhook test")
class WebhookCommandTest {
  @TempDir Path folder;
  private Receiver receiver;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    receiver = Receiver.start();
    file =
        Files.writeString(
            folder.resolve("evenkeel.properties"),
            """
            notifications.url.crm=%s
            notifications.secret.crm=%s
            notifications.advisor.ACME/ANN=crm
            """
                .formatted(receiver.url(), Receiver.SECRET));
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private Ran run(String... more) {
    var all = new java.util.ArrayList<>(java.util.List.of("webhook", "test", "--config"));
    all.add(file.toString());
    all.addAll(java.util.List.of(more));
    return Ran.of(all.toArray(String[]::new));
  }

  @Test
  void sendsASignedPingToTheAdvisorsEndpointAndPrintsTheAnswer() {
    receiver.answers(message -> new Receiver.Answer(200, Map.of(), "thank you"));

    var ran = run("--advisor", "ANN");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("endpoint crm, message msg_", "answered 200 after", "thank you");
    var got = receiver.got().get(0);
    assertThat(got.json().get("type").asText()).isEqualTo("webhook.ping");
    assertThat(got.json().get("firmId").asText()).isEqualTo("ACME");
    assertThat(got.signature()).startsWith("v1,");
    assertThat(ran.out()).doesNotContain(Receiver.SECRET);
  }

  @Test
  void failsWhereTheEndpointDoesNotTakeIt() {
    receiver.answers(401);

    var ran = run("--endpoint", "crm");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("the endpoint answered 401").contains("a wrong secret");
  }

  @Test
  void failsWhereNobodyIsThere() {
    receiver.close();

    var ran = run("--endpoint", "crm");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("could not be reached");
  }

  @Test
  void saysWhomItKnowsWhereNobodyIsMeant() {
    assertThat(run("--advisor", "BEN"))
        .satisfies(ran -> assertThat(ran.exitCode()).isEqualTo(2))
        .satisfies(ran -> assertThat(ran.err()).contains("nobody is told of them", "crm"));
    assertThat(run("--endpoint", "crn").err()).contains("there is no endpoint crn", "crm");
    assertThat(Ran.of("webhook", "test").err())
        .contains("there is no endpoint", "docs/notifications.md");
    assertThat(Ran.of("webhook").err()).contains("./evenkeel webhook test");
  }

  @Test
  void asksForTheFirmWhereTwoHaveAnAdvisorOfThatName() throws Exception {
    Files.writeString(file, Files.readString(file) + "notifications.advisor.BEST/ANN=crm\n");

    assertThat(run("--advisor", "ANN").err()).contains("ACME, BEST", "--firm");
    assertThat(run("--advisor", "ANN", "--firm", "BEST").exitCode()).isZero();
    assertThat(receiver.got().get(0).json().get("firmId").asText()).isEqualTo("BEST");
  }

  @Test
  void showsAnAnswerWithoutWhatATerminalWouldObey() {
    receiver.answers(
        message -> new Receiver.Answer(200, Map.of(), "\u001b[31mred" + "x".repeat(400)));

    var out = run("--endpoint", "crm").out();

    assertThat(out).contains("[31mred").contains("…").doesNotContain("\u001b");
  }
}
