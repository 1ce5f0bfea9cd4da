package io.evenkeel.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A figure")
class FigureTest {
  private static final Path PAGE = Path.of("../docs/metrics.md");

  @Test
  void standsInTheDocumentationAsItIs() throws IOException {
    var rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `evenkeel_")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(Figure.values()).map(FigureTest::row).collect(Collectors.toList()));
  }

  private static String row(Figure figure) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            figure.prometheusName(),
            figure.kind().name().toLowerCase(Locale.ROOT),
            figure.unit(),
            figure.labels().stream().map(l -> "`" + l + "`").collect(Collectors.joining(", ")),
            figure.meaning());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Figure.class)
  void isNamedAsPrometheusWantsIt(Figure figure) {
    assertThat(figure.prometheusName()).matches("evenkeel(_[a-z]+)+");
    assertThat(figure.meterName()).doesNotContain("_").doesNotEndWith(".total");
    assertThat(figure.labels())
        .allMatch(
            label ->
                label.matches(
                    "status|tile|reason|stage|phase|board|kind|code|custodian|instruction|type"
                        + "|endpoint|state|scope"));
  }
}
