package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.AcrType;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementMethod;
import io.evenkeel.schemas.CashMovementStatus;
import io.evenkeel.schemas.Cause;
import io.evenkeel.schemas.ExclusionReplacement;
import io.evenkeel.schemas.FillStatus;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.IssueCode;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.OrderState;
import io.evenkeel.schemas.PriceRefusal;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.RestrictionType;
import io.evenkeel.schemas.Severity;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.Source;
import io.evenkeel.schemas.Stage;
import io.evenkeel.schemas.Tile;
import io.evenkeel.schemas.TradeLogic;
import io.evenkeel.schemas.TradeSide;
import io.evenkeel.schemas.UncheckableReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The dashboard's files")
class DashboardFilesTest {
  private static final Path ROOT = Path.of("src/main/resources/dashboard");
  private static final Pattern ELSEWHERE = Pattern.compile("(?:https?:)?//[a-z0-9.-]+\\.[a-z]{2,}");
  private static final Pattern IMPORT = Pattern.compile("(?:from|import\\() ?\"(\\.[^\"]+)\"");
  private static final Pattern FETCHED = Pattern.compile("(?:href|src)(?:=|: )\"([^#\"]+)\"");

  @Test
  void nameNothingThatIsNotServedWithThem() throws IOException {
    for (var file : ours(".html", ".css", ".js", ".svg")) {
      var text = text(file).replace("http://www.w3.org/2000/svg", "");
      assertThat(ELSEWHERE.matcher(text).results().map(MatchResult::group)).as(file).isEmpty();
    }
  }

  @Test
  void importAndFetchOnlyWhatIsThere() throws IOException {
    for (var file : ours(".html", ".js")) {
      var text = text(file);
      var directory = ROOT.resolve(file).getParent();
      names(IMPORT, text).forEach(name -> assertThat(directory.resolve(name)).isRegularFile());
      names(FETCHED, text).forEach(name -> assertThat(ROOT.resolve(name)).isRegularFile());
    }
  }

  @Test
  void keepToAStrictContentSecurityPolicy() throws IOException {
    var page = text("index.html");
    assertThat(page).doesNotContain(" style=", "<style", "javascript:");
    assertThat(page)
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContainPattern("<script(?![^>]* src=)");
    for (var file : ours(".js")) {
      assertThat(text(file))
          .as(file)
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function");
    }
  }

  @Test
  void carryTheLicenceOfWhatOthersWrote() {
    assertThat(text("vendor/uplot/LICENSE")).contains("MIT License", "Leon Sorokin");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vocabularies")
  void haveAWordForEveryNameOfTheSchemas(String vocabulary, Class<? extends Enum<?>> names) {
    var entries = entries(vocabulary);

    assertThat(entries)
        .as("js/words.js, %s: one entry for each name of %s", vocabulary, names.getSimpleName())
        .containsAll(
            Arrays.stream(names.getEnumConstants())
                .map(Enum::name)
                .filter(name -> !name.equals("UNKNOWN"))
                .toList());
  }

  static Stream<Arguments> vocabularies() {
    return Stream.of(
        Arguments.of("TILES", Tile.class),
        Arguments.of("CAUSES", Cause.class),
        Arguments.of("STAGES", Stage.class),
        Arguments.of("STATUSES", MonitoringStatus.class),
        Arguments.of("REQUESTS", RequestStatus.class),
        Arguments.of("RESULTS", HistoryResult.class),
        Arguments.of("FILLS", FillStatus.class),
        Arguments.of("ROWS", HistoryAccountStatus.class),
        Arguments.of("ISSUES", IssueCode.class),
        Arguments.of("REASONS", UncheckableReason.class),
        Arguments.of("ADVISORIES", AdvisoryCode.class),
        Arguments.of("SEVERITIES", Severity.class),
        Arguments.of("LOGICS", TradeLogic.class),
        Arguments.of("SOURCES", Source.class),
        Arguments.of("SLEEVES", SleeveKind.class),
        Arguments.of("ACRS", AcrType.class),
        Arguments.of("ORDER_STATES", OrderState.class),
        Arguments.of("SIDES", TradeSide.class),
        Arguments.of("MOVEMENTS", CashMovementStatus.class),
        Arguments.of("DIRECTIONS", CashMovementDirection.class),
        Arguments.of("METHODS", CashMovementMethod.class),
        Arguments.of("RESTRICTIONS", RestrictionType.class),
        Arguments.of("REPLACEMENTS", ExclusionReplacement.class),
        Arguments.of("REFUSALS", PriceRefusal.class));
  }

  private static List<String> entries(String vocabulary) {
    var block =
        Pattern.compile("export const " + vocabulary + " = \\{(.*?)\\n?\\};", Pattern.DOTALL)
            .matcher(text("js/words.js"));
    assertThat(block.find()).as(vocabulary).isTrue();
    return names(Pattern.compile("\\b([A-Z][A-Z_]+):"), block.group(1)).toList();
  }

  private static Stream<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }

  /** Everything but what others wrote. */
  private static List<String> ours(String... endings) throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> ROOT.relativize(file).toString())
          .filter(file -> !file.startsWith("vendor"))
          .filter(file -> Arrays.stream(endings).anyMatch(file::endsWith))
          .toList();
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
