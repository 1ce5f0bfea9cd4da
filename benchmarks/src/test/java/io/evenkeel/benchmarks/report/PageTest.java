package io.evenkeel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The expected page and charts are what {@code ./benchmarks/run page} writes for the samples. */
@DisplayName("The page of results")
class PageTest {
  private static final Path SAMPLES = Path.of("src/test/resources/report");
  private static final Path DOCS = Path.of("../docs");

  @Test
  void isTheSameForTheSameFiles() throws IOException {
    var page = PageCommand.page(samples());

    assertThat(page.text()).isEqualTo(Files.readString(SAMPLES.resolve("page.md")));
    assertThat(page.charts()).hasSize(3);
    for (var chart : page.charts().entrySet()) {
      assertThat(chart.getValue())
          .isEqualTo(Files.readString(SAMPLES.resolve("figures").resolve(chart.getKey())));
    }
  }

  @Test
  void thatIsPublishedIsThatOfItsFiles() throws IOException {
    var page = PageCommand.page(PageCommand.published(DOCS.resolve("benchmark-results")));

    assertThat(DOCS.resolve("benchmark-results.md")).content().isEqualTo(page.text());
    for (var chart : page.charts().entrySet()) {
      assertThat(DOCS.resolve("figures").resolve(chart.getKey()))
          .content()
          .isEqualTo(chart.getValue());
    }
  }

  @Test
  void tellsTwoRunsOfOneBenchmarkApart() throws IOException {
    var page =
        PageCommand.page(List.of(SAMPLES.resolve("peers.json"), SAMPLES.resolve("peers.json")));

    assertThat(page.charts()).containsOnlyKeys("benchmark-peers.svg", "benchmark-peers-2.svg");
  }

  private static List<Path> samples() {
    return Stream.of("engine.json", "pipeline.json", "peers.json").map(SAMPLES::resolve).toList();
  }
}
