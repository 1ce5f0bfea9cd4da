package io.evenkeel.benchmarks.pipeline;

import java.util.function.DoublePredicate;

/**
 * One measured number.
 *
 * @param name as in the JSON output
 * @param goal in words; empty where there is none
 */
record Figure(String name, double value, String unit, String goal, DoublePredicate isMet) {
  static Figure of(String name, double value, String unit) {
    return new Figure(name, value, unit, "", v -> true);
  }

  static Figure atMost(String name, double value, String unit, double goal) {
    return new Figure(name, value, unit, "<= " + plain(goal), v -> v <= goal);
  }

  static Figure atLeast(String name, double value, String unit, double goal) {
    return new Figure(name, value, unit, ">= " + plain(goal), v -> v >= goal);
  }

  String row() {
    var verdict = goal.isEmpty() ? "" : isMet.test(value) ? "met" : "missed";
    return "%-44s %14s %-10s %-10s %s".formatted(name, plain(value), unit, goal, verdict);
  }

  private static String plain(double number) {
    return Math.abs(number) >= 1_000 ? "%,.0f".formatted(number) : "%.2f".formatted(number);
  }
}
