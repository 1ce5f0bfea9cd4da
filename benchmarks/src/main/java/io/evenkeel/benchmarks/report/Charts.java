package io.evenkeel.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which figures of a run are drawn: ticks a second of contenders, or latencies. */
final class Charts {
  private static final String DRAWN_COLUMN = "ticksPerSecond";
  private static final String DRAWN_UNIT = "ms";

  private Charts() {}

  /** Without bars, where a run has nothing to draw. */
  static BarChart of(Results results) {
    var contenders = new LinkedHashMap<String, List<BarChart.Bar>>();
    var latencies = new ArrayList<BarChart.Bar>();
    results
        .figures()
        .forEach(
            (name, figure) -> {
              var place = Place.of(name);
              place
                  .filter(p -> p.column().equals(DRAWN_COLUMN))
                  .ifPresent(
                      p ->
                          contenders
                              .computeIfAbsent(results.title(p.group()), t -> new ArrayList<>())
                              .add(bar(p.row(), figure)));
              if (place.isEmpty() && figure.unit().equals(DRAWN_UNIT)) {
                latencies.add(bar(name, figure));
              }
            });
    return contenders.isEmpty()
        ? new BarChart(Words.of("chart.latencies"), false, Map.of("", latencies))
        : new BarChart(Words.of("chart.ticksPerSecond"), true, contenders);
  }

  private static BarChart.Bar bar(String name, Figure figure) {
    return new BarChart.Bar(Words.of(name), figure.spread(), figure.goal());
  }
}
