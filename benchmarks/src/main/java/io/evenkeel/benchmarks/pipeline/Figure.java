package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.benchmarks.report.Goal;
import io.evenkeel.benchmarks.report.Recording;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured number; one that was measured before under the same name is a repeat of it.
 *
 * @param name as in the JSON output
 */
record Figure(String name, double value, String unit, @Nullable Goal goal) {
  static Figure of(String name, double value, String unit) {
    return new Figure(name, value, unit, null);
  }

  static Figure atMost(String name, double value, String unit, double goal) {
    return new Figure(name, value, unit, Goal.atMost(goal));
  }

  static Figure atLeast(String name, double value, String unit, double goal) {
    return new Figure(name, value, unit, Goal.atLeast(goal));
  }

  void addTo(Recording recording) {
    recording.add(name, unit, goal, value);
  }

  String row() {
    var verdict = goal == null ? "" : goal + (goal.isMet(value) ? ", met" : ", missed");
    return "%-44s %14s %-10s %s".formatted(name, plain(value), unit, verdict);
  }

  private static String plain(double number) {
    return String.format(Locale.ROOT, Math.abs(number) >= 1_000 ? "%,.0f" : "%.2f", number);
  }
}
