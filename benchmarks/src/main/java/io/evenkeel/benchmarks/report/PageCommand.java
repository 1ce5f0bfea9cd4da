package io.evenkeel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the page of results. */
@Command(
    name = "page",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the page of results, with its charts, from what the other commands wrote.",
      "The same files make the same page."
    })
public final class PageCommand implements Callable<Integer> {
  private static final String CHARTS = "figures";

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = {
        "As --json wrote them, in the order of the page.",
        "Default: those in the directory named like the page: docs/benchmark-results/*.json."
      })
  private List<Path> files = List.of();

  @Option(names = "--out", paramLabel = "FILE", description = "Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("docs/benchmark-results.md");

  @Override
  public Integer call() throws IOException {
    var page = page(files.isEmpty() ? published(directory()) : files);
    var charts = out.toAbsolutePath().resolveSibling(CHARTS);
    Files.createDirectories(charts);
    Files.writeString(out, page.text());
    for (var chart : page.charts().entrySet()) {
      Files.writeString(charts.resolve(chart.getKey()), chart.getValue());
    }
    return 0;
  }

  private Path directory() {
    var name = out.toAbsolutePath().toString();
    return Path.of(name.substring(0, name.length() - ".md".length()));
  }

  /** In this order, whichever of them are there. */
  static List<Path> published(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var inside = Files.list(directory)) {
      return inside
          .filter(file -> file.toString().endsWith(".json"))
          .sorted(Comparator.comparing(PageCommand::rank).thenComparing(Path::toString))
          .toList();
    }
  }

  /** The engine first, then what is built on it, layer by layer, then what others build. */
  private static int rank(Path file) {
    return (int)
        Stream.of("engine", "pipeline", "http", "peers")
            .takeWhile(name -> !file.getFileName().toString().startsWith(name))
            .count();
  }

  static Page page(List<Path> files) throws IOException {
    var all = new ArrayList<Results>();
    for (var file : files) {
      all.add(Results.read(file));
    }
    var page = new Page(CHARTS);
    all.forEach(page::with);
    return page;
  }
}
