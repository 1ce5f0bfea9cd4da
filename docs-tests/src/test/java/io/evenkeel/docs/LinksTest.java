package io.evenkeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("A link")
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$");
  private static final Pattern NAMED_PAGE = Pattern.compile("\\bdocs/[a-z0-9/-]+\\.md");

  @TestFactory
  Stream<DynamicTest> leadsToAFileAndAHeadingThatAreThere() {
    return Page.all().stream()
        .map(
            page -> DynamicTest.dynamicTest(page.name(), () -> assertThat(broken(page)).isEmpty()));
  }

  @Test
  void leadsToEveryPageForReadersFromTheIndex() {
    var index = String.join("\n", Page.of("docs/README.md").lines());

    assertThat(Page.forReaders())
        .filteredOn(page -> page.name().startsWith("docs/"))
        .allSatisfy(page -> assertThat(index).contains("(" + page.path().getFileName() + ")"));
  }

  @Test
  void namedInACommentOrAMessageIsThere() throws IOException {
    var broken = new ArrayList<String>();
    for (var module : List.of("schemas", "streams-app", "benchmarks", "samples")) {
      try (var files = Files.walk(Page.HOME.resolve(module))) {
        for (var file : files.filter(LinksTest::isSource).toList()) {
          NAMED_PAGE
              .matcher(Files.readString(file))
              .results()
              .map(match -> match.group())
              .filter(name -> !Files.exists(Page.HOME.resolve(name)))
              .forEach(name -> broken.add(file.getFileName() + " names " + name));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && !file.toString().contains("/target/");
  }

  private static List<String> broken(Page page) {
    return page.prose().stream()
        .flatMap(line -> LINK.matcher(line).results().map(match -> match.group(1)))
        .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
        .filter(link -> !leadsSomewhere(page, link))
        .toList();
  }

  private static boolean leadsSomewhere(Page page, String link) {
    var parts = link.split("#", 2);
    var file = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1 || headings(Page.of(file)).contains(parts[1]);
  }

  /** As they are addressed: in lower case, without signs, with hyphens for spaces. */
  private static List<String> headings(Page page) {
    return page.prose().stream()
        .map(HEADING::matcher)
        .filter(heading -> heading.matches())
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
