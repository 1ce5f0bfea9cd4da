package io.evenkeel.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.Topics;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about sizing")
class SizingPageTest {
  private static final Pattern ROW = Pattern.compile("“([^”]+)”");
  private static final Pattern TOPIC =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| [\\d,]+ \\| .+ \\| ([^|]+) \\|$");
  private static final List<String> STORES = List.of(Topics.BOOK_STORE, Topics.HISTORY_STORE);
  private static final String PAGE = Repository.text("docs/sizing.md");

  @Test
  void takesItsFiguresFromRowsThatThePageOfResultsHas() {
    var results = Repository.text("docs/benchmark-results.md").lines().toList();

    assertThat(rows())
        .hasSizeGreaterThan(8)
        .allMatch(row -> results.stream().anyMatch(line -> line.startsWith("| " + row + " |")));
  }

  private static List<String> rows() {
    return ROW.matcher(PAGE).results().map(found -> found.group(1)).distinct().toList();
  }

  @Test
  void namesTopicsThatAreThereWithTheTimeForWhichTheyAreKept() {
    var named = TOPIC.matcher(PAGE).results().toList();

    assertThat(named).hasSizeGreaterThan(8);
    for (var row : named) {
      if (row.group(1).endsWith("-changelog")) {
        assertThat(STORES).contains(row.group(1).replaceFirst("^evenkeel-(.+)-changelog$", "$1"));
      } else {
        assertThat(kept(row.group(1).replace(".<custodian>", ""))).isEqualTo(row.group(2));
      }
    }
  }

  private static String kept(String name) {
    var topic = Topics.ALL.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    var days = topic.kept().retention().map(Duration::toDays).orElse(0L);
    return days == 0 ? "compacted" : days > 2_000 ? days / 365 + " years" : days + " days";
  }

  @Test
  void saysWhatTheManifestsAreSizedFor() {
    var memory = new Manifests().instance().getResources().getRequests().get("memory").toString();

    assertThat(PAGE).contains("`deploy/kubernetes`").contains(memory.replace("Gi", " GiB"));
  }
}
