package io.evenkeel.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The results on the page about faults")
class ResultsTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String PAGE =
      "before\n" + Results.BEGIN + "\nold\n" + Results.END + "\nafter";

  @Test
  void areThoseOfTheResultFiles() throws IOException {
    var page = Files.readString(DOCS.resolve("chaos.md"));

    assertThat(Results.of(DOCS.resolve("chaos-results")).into(page))
        .as("write it anew with ./chaos/run results")
        .isEqualTo(page);
  }

  @Test
  void takeThePlaceOfOlderOnesAndShowWhatWasNotJudged(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("kills.json"),
        """
        {"scenario":"kills","seed":7,"at":"2026-11-21T15:00:00Z","kills":3,"faults":3,
         "gapSecondsP50":6.5,"gapSecondsP99":7.25,"gapSecondsMax":7.25,"rebalancesPerFault":2.0,
         "gaps":[{"fault":"kill -9 at BEGUN","count":3,"medianSeconds":6.5,"maxSeconds":7.25,
                  "calmAfterMaxSeconds":8}],
         "skipped":["nobody came to SENT_BATCH within 25 s"]}
        """);

    var page = Results.of(directory).into(PAGE);

    assertThat(page)
        .startsWith("before\n")
        .endsWith("\nafter")
        .doesNotContain("old")
        .contains("| `kills` | 3 | 3 | not judged |", "2026-11-21, seed 7")
        .contains("| kill -9 at BEGUN | `kills`, seed 7 | 3 | 6.50 s | 7.25 s | 8.00 s |")
        .contains("99th percentile 7.25 s", "skipped: nobody came to SENT_BATCH");
  }

  @Test
  void needAPlace(@TempDir Path directory) {
    assertThatThrownBy(() -> Results.of(directory).into("nothing here"))
        .hasMessageContaining("no place for results");
  }
}
