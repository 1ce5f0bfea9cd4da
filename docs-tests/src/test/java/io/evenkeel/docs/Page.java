package io.evenkeel.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, in Markdown. */
record Page(Path path, List<String> lines) {
  /** The project's directory. */
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern FENCE = Pattern.compile("^```\\s*(\\w*)\\s*$");
  private static final Pattern MARK = Pattern.compile("^\\*([^*].*[^*])\\*$");
  private static final Pattern COMMAND =
      Pattern.compile("^(\\./evenkeel|curl|mvn|docker|kubectl|python3|java|samples/|\\./).*");

  static Page of(String name) {
    return of(HOME.resolve(name));
  }

  static Page of(Path path) {
    try {
      return new Page(path, Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pages for readers, whose every command is run; those with the same demo in a row. */
  static List<Page> forReaders() {
    var pages = named("docs").filter(name -> name.startsWith("docs/for-")).map(Page::of);
    return Stream.concat(
            Stream.of(Page.of("README.md")), pages.sorted(Comparator.comparing(Page::demo)))
        .toList();
  }

  private String demo() {
    return blocks().stream().filter(Block::isDemo).findFirst().map(Block::script).orElse("");
  }

  /** Every page of the project. */
  static List<Page> all() {
    return Stream.of("", "docs", "docs/decisions", "schemas", "samples", "benchmarks", "deploy")
        .flatMap(Page::named)
        .map(Page::of)
        .toList();
  }

  private static Stream<String> named(String directory) {
    if (!Files.isDirectory(HOME.resolve(directory))) {
      return Stream.of();
    }
    try (var files = Files.list(HOME.resolve(directory))) {
      return files
          .map(file -> HOME.relativize(file).toString())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return HOME.relativize(path).toString();
  }

  /** Its text without blocks of code. */
  List<String> prose() {
    var prose = new ArrayList<String>();
    var inside = false;
    for (var line : lines) {
      if (FENCE.matcher(line).matches()) {
        inside = !inside;
      } else if (!inside) {
        prose.add(line);
      }
    }
    return prose;
  }

  /** Its blocks of shell commands, {@code ```sh}. */
  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    for (var i = 0; i < lines.size(); i = end(i)) {
      if (kind(i).equals("sh")) {
        blocks.add(new Block(i + 2, mark(i), inside(i), shown(end(i))));
      }
    }
    return blocks;
  }

  /** Lines that look like commands and stand in a block which is not called one. */
  List<String> disguisedCommands() {
    var found = new ArrayList<String>();
    for (var i = 0; i < lines.size(); i = end(i)) {
      if (kind(i).isEmpty()) {
        inside(i).stream().filter(line -> COMMAND.matcher(line).matches()).forEach(found::add);
      }
    }
    return found;
  }

  /** What the block that begins here is called; "none" where none begins. */
  private String kind(int i) {
    var fence = FENCE.matcher(lines.get(i));
    return fence.matches() ? fence.group(1) : "none";
  }

  /** The line behind the block that begins here, or the next line. */
  private int end(int i) {
    if (kind(i).equals("none")) {
      return i + 1;
    }
    var last = i + 1;
    while (!lines.get(last).equals("```")) {
      last++;
    }
    return last + 1;
  }

  private List<String> inside(int i) {
    return kind(i).equals("none") ? List.of() : lines.subList(i + 1, end(i) - 1);
  }

  private String mark(int i) {
    var above = i - 1;
    while (above > 0 && lines.get(above).isBlank()) {
      above--;
    }
    var mark = above < 0 ? null : MARK.matcher(lines.get(above));
    return mark != null && mark.matches() ? mark.group(1) : "";
  }

  /** The block of text that follows, where nothing stands between. */
  private List<String> shown(int after) {
    var next = after;
    while (next < lines.size() && lines.get(next).isBlank()) {
      next++;
    }
    return next < lines.size() && kind(next).equals("text") ? inside(next) : List.of();
  }
}
