package io.evenkeel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chaos.report.RunReport;
import io.evenkeel.wireformat.AvroTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two instances on a broker, killed in open transactions and while they restore")
class ShortRunTest {
  private static final Run.Size SMALL =
      new Run.Size(
          2,
          2,
          1,
          "384m",
          200,
          40,
          20,
          Duration.ofSeconds(4),
          Duration.ofSeconds(150),
          Duration.ofMinutes(10),
          Map.of());

  @BeforeAll
  static void trustOurClasses() {
    AvroTrust.establish();
  }

  @Test
  void loseNothingDoubleNothingAndInventNothing(@TempDir Path directory) throws Exception {
    var soFar = new ArrayList<RunReport>();
    var told = new Run.Told(System.err::println, soFar::add);

    var report =
        new Run(SMALL, Scenario.SHORT, 1, directory, told).run(Scenario.SHORT.faults(3, 1, 0));

    assertThat(report.summary())
        .doesNotContain("BROKEN", "NOT AT REST")
        .contains("lost 0, duplicated 0, wrong 0");
    assertThat(report.skipped()).isEmpty();
    assertThat(report.kills()).isGreaterThanOrEqualTo(3);
    assertThat(soFar).hasSize(3).extracting(RunReport::verdict).containsOnlyNulls();
    assertThat(report.json().path("approvedOrders").asLong()).isPositive();
    assertThat(report.gaps()).allMatch(gap -> gap.seconds() < 40);
  }
}
