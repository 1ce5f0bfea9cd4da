package io.evenkeel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What doctor says of timeouts")
class RecoveryTest {
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
  private static final Duration SIX_SECONDS = Duration.ofSeconds(6);
  private static final Map<String, String> TUNED =
      Map.of(
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
          "broker.session.timeout.ms", "2000",
          "group.min.session.timeout.ms", "1000");

  private static List<String> said(int brokers, Map<String, String> settings) {
    return new Recovery(FIVE_SECONDS, SIX_SECONDS, brokers, settings)
        .findings().stream().map(Finding::toString).toList();
  }

  private static Map<String, String> tunedBut(String name, String value) {
    var settings = new HashMap<>(TUNED);
    settings.put(name, value);
    return settings;
  }

  @Test
  void aTunedClusterIsFine() {
    assertThat(said(3, TUNED)).singleElement().asString().contains("missed after 5 s");
  }

  @Test
  void brokersThatAreGivenUpLaterThanTransactionsEndAreNamed() {
    assertThat(said(3, tunedBut("broker.session.timeout.ms", "9000")))
        .anyMatch(
            said ->
                said.contains("given up only after 9000 ms")
                    && said.contains("lost after 6000 ms")
                    && said.contains("broker.session.timeout.ms to 2000"));
  }

  @Test
  void aDeadBrokerMayHaveBeenTheController() {
    assertThat(said(3, tunedBut("broker.session.timeout.ms", "3000")))
        .anyMatch(
            said ->
                said.contains(
                    "given up only after 3000 ms, and 3000 ms later where it was the active"));
  }

  @Test
  void kafkasDefaultsStandForWhatABrokerDoesNotName() {
    assertThat(said(3, Map.of()))
        .hasSize(3)
        .anyMatch(said -> said.contains("allow no less than 6000 ms"))
        .anyMatch(said -> said.contains("only every 10000 ms"))
        .anyMatch(said -> said.contains("given up only after 9000 ms"));
  }

  @Test
  void aBrokerThatIsAloneIsNeverGivenUp() {
    assertThat(said(1, tunedBut("broker.session.timeout.ms", "60000"))).hasSize(1);
  }

  @Test
  void aSessionShorterThanBrokersAllowIsWrong() {
    assertThat(said(3, tunedBut("group.min.session.timeout.ms", "10000")))
        .anyMatch(said -> said.contains("allow no less than 10000 ms"));
  }

  @Test
  void aSessionLongerThanItNeedsToBeIsNamed() {
    assertThat(new Recovery(SIX_SECONDS, SIX_SECONDS, 3, TUNED).findings())
        .anyMatch(
            finding ->
                finding.grade() == Finding.Grade.WARNING
                    && finding.sentence().contains("set it to 5 s"));
  }

  @Test
  void aTransactionLongerThanASessionIsNamed() {
    var findings = new Recovery(FIVE_SECONDS, Duration.ofSeconds(10), 3, TUNED).findings();

    assertThat(findings)
        .anyMatch(finding -> finding.toString().contains("transaction.timeout is 10000 ms"));
  }

  @Test
  void aTransactionLongerThanBrokersAllowIsWrong() {
    assertThat(said(3, tunedBut("transaction.max.timeout.ms", "5000")))
        .anyMatch(said -> said.contains("the brokers allow no more than 5 s"));
  }
}
