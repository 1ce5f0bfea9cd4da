package io.evenkeel.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of results as Markdown: the same text for the same files. */
final class Page {
  private static final String HEAD =
      """
      # Benchmark results

      Written by `./benchmarks/run page` from the files that the commands below write; what is compared, and
      how it is timed, stands in [benchmarks](benchmarks.md). Figures are medians of repeats that took
      turns, with the least and the most in brackets, shown to three digits. The files hold every repeat.

      """;

  private final StringBuilder text = new StringBuilder(HEAD);
  private final Map<String, String> charts = new LinkedHashMap<>();
  private final String chartDirectory;

  /**
   * A page with nothing on it yet.
   *
   * @param chartDirectory of the charts, as the page refers to it
   */
  Page(String chartDirectory) {
    this.chartDirectory = chartDirectory;
  }

  /** One more section. */
  Page with(Results results) {
    text.append("## ").append(Words.of("section." + results.benchmark())).append("\n\n");
    text.append("    ").append(results.command()).append("\n\n");
    text.append(results.circumstances()).append("\n\n");
    if (!results.isComplete()) {
      text.append("**This run was ended before it was complete.**\n\n");
    }
    goals(results);
    chart(results);
    groups(results).forEach(group -> table(results, group));
    alone(results);
    return this;
  }

  private void goals(Results results) {
    var rows = new ArrayList<List<String>>();
    results
        .figures()
        .forEach(
            (name, figure) -> {
              var goal = figure.goal();
              if (goal != null) {
                rows.add(
                    List.of(
                        described(results, name),
                        quantity(figure),
                        goal.toString(),
                        goal.verdict(figure.repeats())));
              }
            });
    if (!rows.isEmpty()) {
      text.append("### Goals\n\n");
      table(List.of("", "seen", "goal", ""), rows);
    }
  }

  private static String described(Results results, String name) {
    return Place.of(name)
        .map(
            place ->
                "%s: %s, %s"
                    .formatted(
                        results.title(place.group()),
                        Words.of(place.row()),
                        Words.of(place.column())))
        .orElseGet(() -> Words.of(name));
  }

  private static String quantity(Figure figure) {
    return (figure.spread() + " " + figure.unit()).strip();
  }

  private void chart(Results results) {
    var chart = Charts.of(results);
    if (!chart.isEmpty()) {
      var name = "benchmark-%s%s.svg".formatted(results.benchmark(), suffix(results));
      charts.put(name, chart.svg());
      text.append("![%s](%s/%s)\n\n".formatted(chart.title(), chartDirectory, name));
    }
  }

  /** Of a second run of the same benchmark, and so on. */
  private String suffix(Results results) {
    var before =
        charts.keySet().stream()
            .filter(name -> name.startsWith("benchmark-" + results.benchmark()))
            .count();
    return before == 0 ? "" : "-" + (before + 1);
  }

  private static Set<String> groups(Results results) {
    return places(results).map(Place::group).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Stream<Place> places(Results results) {
    return results.figures().keySet().stream().flatMap(name -> Place.of(name).stream());
  }

  private void table(Results results, String group) {
    var columns = named(results, group, Place::column);
    var rows = new ArrayList<List<String>>();
    for (var row : named(results, group, Place::row)) {
      var cells = new ArrayList<String>();
      cells.add(Words.of(row));
      for (var column : columns) {
        var figure = results.figures().get(String.join(".", group, row, column));
        cells.add(figure == null ? "" : figure.spread().toString());
      }
      rows.add(cells);
    }
    text.append("### ").append(results.title(group)).append("\n\n");
    table(Stream.concat(Stream.of(""), columns.stream().map(Words::of)).toList(), rows);
  }

  private static Set<String> named(Results results, String group, Function<Place, String> part) {
    return places(results)
        .filter(place -> place.group().equals(group))
        .map(part)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void alone(Results results) {
    var rows = new ArrayList<List<String>>();
    results
        .figures()
        .forEach(
            (name, figure) -> {
              if (Place.of(name).isEmpty() && figure.goal() == null) {
                rows.add(List.of(Words.of(name), quantity(figure)));
              }
            });
    if (!rows.isEmpty()) {
      text.append("### Besides\n\n");
      table(List.of("", "seen"), rows);
    }
  }

  private void table(List<String> head, List<? extends List<String>> rows) {
    line(head);
    text.append("|").append("---|".repeat(head.size())).append("\n");
    rows.forEach(this::line);
    text.append("\n");
  }

  private void line(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  String text() {
    return text.length() == HEAD.length()
        ? HEAD + "No run has been published yet.\n"
        : text.toString().stripTrailing() + "\n";
  }

  /** Charts by the names of their files. */
  Map<String, String> charts() {
    return charts;
  }
}
