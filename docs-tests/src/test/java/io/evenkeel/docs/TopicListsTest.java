package io.evenkeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of topics")
class TopicListsTest {
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z<>.-]+)` \\|.*");
  private static final TopicNames NAMES = new TopicNames("", List.of("CUSTODIAN"));

  /** What the pipeline's own tasks say to each other. */
  private static final Set<String> INTERNAL =
      Set.of("account-tasks", "account-outcomes", "releases");

  private static Stream<String> topics() {
    return Topics.ALL.stream()
        .flatMap(topic -> NAMES.each(topic).stream())
        .map(name -> name.replace("CUSTODIAN", "<custodian>"));
  }

  private static List<String> listed(String page) {
    return Page.of(page).lines().stream()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> row.group(1))
        .toList();
  }

  @Test
  void ofTheSchemasHasEveryTopicAndNoOther() {
    assertThat(listed("schemas/README.md")).containsExactlyInAnyOrderElementsOf(topics().toList());
  }

  @Test
  void ofPlatformTeamsHasEveryTopicThatIsNotInternal() {
    assertThat(listed("docs/for-platform-teams.md"))
        .containsExactlyInAnyOrderElementsOf(
            topics().filter(name -> !INTERNAL.contains(name)).toList());
  }
}
