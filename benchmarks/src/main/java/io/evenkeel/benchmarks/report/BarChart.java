package io.evenkeel.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bars from left to right, in groups, each as long as a median, with a thin line over its range and
 * a mark at its goal. The same SVG for the same bars, readable on light and on dark pages.
 *
 * @param isLogarithmic whether each line of the grid means ten times as much as the one before
 * @param groups by their titles; an empty title takes no room
 */
record BarChart(String title, boolean isLogarithmic, Map<String, List<Bar>> groups) {
  private static final int WIDTH = 820;
  private static final int MARGIN = 16;
  private static final int LEFT = 250;
  private static final int RIGHT = 720;
  private static final int TOP = 46;
  private static final int BAR = 22;
  private static final int LINES = 5;

  /** One bar. */
  record Bar(String name, Spread spread, @Nullable Goal goal) {
    double most() {
      return goal == null ? spread.most() : Math.max(spread.most(), goal.bound());
    }
  }

  private static final String STYLE =
      """
      <style>
        text { fill: #24292f; } .back { fill: #ffffff; } .bar { fill: #4a7fc1; }
        .first { fill: #2f8f5b; } .grid { stroke: #d0d7de; } .range { stroke: #24292f; stroke-width: 1.5; }
        .goal { stroke: #b3261e; stroke-width: 2; stroke-dasharray: 3 2; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; } .back { fill: #0d1117; } .bar { fill: #5b8fd6; }
          .first { fill: #3fa76c; } .grid { stroke: #30363d; } .range { stroke: #e6edf3; }
          .goal { stroke: #ff8b80; }
        }
      </style>
      """;

  boolean isEmpty() {
    return bars().findAny().isEmpty();
  }

  private Stream<Bar> bars() {
    return groups.values().stream().flatMap(List::stream);
  }

  String svg() {
    var svg = new StringBuilder();
    var y = TOP;
    for (var group : groups.entrySet()) {
      y = group(svg, group.getKey(), group.getValue(), y);
    }
    var bottom = y;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
        %s<rect class="back" width="%d" height="%d"/>
        <text x="%d" y="24" font-weight="bold">%s</text>
        """
            .formatted(WIDTH, bottom + 46, STYLE, WIDTH, bottom + 46, MARGIN, escaped(title))
        + grid(bottom)
        + svg
        + legend(bottom + 36)
        + "</svg>\n";
  }

  private int group(StringBuilder svg, String name, List<Bar> bars, int top) {
    var y = top;
    if (!name.isEmpty()) {
      y += BAR;
      svg.append(
          "<text x=\"%d\" y=\"%d\" font-style=\"italic\">%s</text>\n"
              .formatted(MARGIN, y - 6, escaped(name)));
    }
    for (var i = 0; i < bars.size(); i++) {
      bar(svg, bars.get(i), y, i == 0 && bars.size() > 1 && isLogarithmic);
      y += BAR;
    }
    return y + BAR / 2;
  }

  private void bar(StringBuilder svg, Bar bar, int y, boolean isFirst) {
    var middle = y + BAR / 2;
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
            .formatted(LEFT - 8, middle + 4, escaped(bar.name())));
    var end = x(bar.spread().median());
    svg.append(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"/>\n"
            .formatted(isFirst ? "first" : "bar", LEFT, y + 3, decimal(end - LEFT), BAR - 6));
    svg.append(line("range", x(bar.spread().least()), x(bar.spread().most()), middle, middle));
    var goal = bar.goal();
    if (goal != null) {
      svg.append(line("goal", x(goal.bound()), x(goal.bound()), y + 1, y + BAR - 1));
    }
    svg.append(
        "<text x=\"%s\" y=\"%d\">%s</text>\n"
            .formatted(
                decimal(x(bar.most()) + 6), middle + 4, Numbers.plain(bar.spread().median())));
  }

  private String grid(int bottom) {
    var grid = new StringBuilder();
    for (var at : isLogarithmic ? decades() : steps()) {
      grid.append(line("grid", x(at), x(at), TOP - 8, bottom));
      grid.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\" font-size=\"11\">%s</text>\n"
              .formatted(decimal(x(at)), bottom + 14, thousands(at)));
    }
    return grid.toString();
  }

  private String legend(int y) {
    var goals = bars().anyMatch(bar -> bar.goal() != null) ? "; dashed: the goal" : "";
    return "<text x=\"%d\" y=\"%d\" font-size=\"11\">bar: median; thin line: range of the repeats%s%s</text>\n"
        .formatted(
            MARGIN, y, goals, isLogarithmic ? "; each line of the grid is ten times the last" : "");
  }

  private List<Double> decades() {
    var found = new ArrayList<Double>();
    for (var at = least(); at <= most() * 1.001; at *= 10) {
      found.add(at);
    }
    return found;
  }

  private List<Double> steps() {
    return IntStream.rangeClosed(0, (int) Math.round(most() / step()))
        .mapToObj(i -> i * step())
        .toList();
  }

  /** The least of 1, 2, 5, 10, … that gets to the greatest figure in few steps. */
  private double step() {
    var least = greatest() / LINES;
    var decade = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-9))));
    return decade
        * IntStream.of(1, 2, 5, 10).filter(i -> i * decade >= least).findFirst().orElse(10);
  }

  /** At the left edge: 0, or the power of ten at or below the least. */
  private double least() {
    var least = bars().mapToDouble(bar -> bar.spread().least()).min().orElse(1);
    return isLogarithmic ? Math.pow(10, Math.floor(Math.log10(Math.max(least, 0.1)))) : 0;
  }

  /** At the right edge: a round number at or above the most. */
  private double most() {
    return isLogarithmic
        ? Math.pow(10, Math.ceil(Math.log10(greatest())))
        : step() * Math.ceil(greatest() / step());
  }

  private double greatest() {
    return bars().mapToDouble(Bar::most).filter(Double::isFinite).max().orElse(1);
  }

  private double x(double value) {
    var kept = Math.min(most(), Double.isNaN(value) ? least() : Math.max(least(), value));
    var share =
        isLogarithmic ? Math.log10(kept / least()) / Math.log10(most() / least()) : kept / most();
    return LEFT + share * (RIGHT - LEFT);
  }

  private static String line(String kind, double x1, double x2, double y1, double y2) {
    return "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
        .formatted(kind, decimal(x1), decimal(y1), decimal(x2), decimal(y2));
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private static String thousands(double number) {
    return number >= 1e6
        ? Numbers.brief(number / 1e6) + "M"
        : number >= 1e3 ? Numbers.brief(number / 1e3) + "k" : Numbers.brief(number);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
