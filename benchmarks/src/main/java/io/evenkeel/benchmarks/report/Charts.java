package io.evenkeel.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Which figures of a run are drawn: ticks a second of contenders, how long questions took, or
 * latencies.
 */
final class Charts {
  private static final String DRAWN_COLUMN = "ticksPerSecond";
  private static final String DRAWN_UNIT = "ms";
  private static final String QUESTIONS = "http";
  private static final List<String> ANSWERED_WITHIN = List.of("p50", "p99");

  private Charts() {}

  /** Without bars, where a run has nothing to draw. */
  static BarChart of(Results results) {
    var contenders = contenders(results);
    if (!contenders.isEmpty()) {
      return new BarChart(Words.of("chart.ticksPerSecond"), true, contenders);
    }
    var answers = answers(results);
    return answers.isEmpty()
        ? new BarChart(Words.of("chart.latencies"), false, Map.of("", latencies(results)))
        : new BarChart(Words.of("chart.answers"), false, answers);
  }

  private static Map<String, List<BarChart.Bar>> contenders(Results results) {
    var contenders = new LinkedHashMap<String, List<BarChart.Bar>>();
    placed(
        results,
        (place, figure) -> {
          if (place.column().equals(DRAWN_COLUMN)) {
            add(contenders, results.title(place.group()), bar(place.row(), figure));
          }
        });
    return contenders;
  }

  /** Of HTTP: how long half of the questions of each kind took, and nearly all. */
  private static Map<String, List<BarChart.Bar>> answers(Results results) {
    var answers = new LinkedHashMap<String, List<BarChart.Bar>>();
    placed(
        results,
        (place, figure) -> {
          if (place.group().equals(QUESTIONS) && ANSWERED_WITHIN.contains(place.column())) {
            add(answers, Words.of(place.column()), bar(place.row(), figure));
          }
        });
    return answers;
  }

  private static List<BarChart.Bar> latencies(Results results) {
    var latencies = new ArrayList<BarChart.Bar>();
    results
        .figures()
        .forEach(
            (name, figure) -> {
              if (Place.of(name).isEmpty() && figure.unit().equals(DRAWN_UNIT)) {
                latencies.add(bar(name, figure));
              }
            });
    return latencies;
  }

  private static void placed(Results results, BiConsumer<Place, Figure> each) {
    results
        .figures()
        .forEach((name, figure) -> Place.of(name).ifPresent(place -> each.accept(place, figure)));
  }

  private static void add(Map<String, List<BarChart.Bar>> groups, String title, BarChart.Bar bar) {
    groups.computeIfAbsent(title, t -> new ArrayList<>()).add(bar);
  }

  private static BarChart.Bar bar(String name, Figure figure) {
    return new BarChart.Bar(Words.of(name), figure.spread(), figure.goal());
  }
}
