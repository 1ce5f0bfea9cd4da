package io.evenkeel.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was measured, as often as it was.
 *
 * @param repeats in their order, at least one
 */
record Figure(String unit, @Nullable Goal goal, List<Double> repeats) {
  Figure {
    repeats = List.copyOf(repeats);
  }

  Figure and(double repeat) {
    var more = new ArrayList<>(repeats);
    more.add(repeat);
    return new Figure(unit, goal, more);
  }

  Spread spread() {
    return Spread.of(repeats);
  }

  /** Median and range stand beside the repeats for whoever reads the file without the page. */
  ObjectNode json() {
    var tree = Json.object();
    var spread = spread();
    tree.put("unit", unit);
    tree.put("median", spread.median());
    tree.put("least", spread.least());
    tree.put("most", spread.most());
    repeats.forEach(tree.withArray("/repeats")::add);
    if (goal != null) {
      tree.putObject("goal").put(goal.isLeast() ? "atLeast" : "atMost", goal.bound());
    }
    return tree;
  }

  static Figure of(JsonNode tree) {
    var repeats = new ArrayList<Double>();
    tree.path("repeats").forEach(repeat -> repeats.add(repeat.asDouble(Double.NaN)));
    return new Figure(tree.path("unit").asText(), goal(tree.path("goal")), repeats);
  }

  private static @Nullable Goal goal(JsonNode tree) {
    if (tree.has("atLeast")) {
      return Goal.atLeast(tree.path("atLeast").asDouble());
    }
    return tree.has("atMost") ? Goal.atMost(tree.path("atMost").asDouble()) : null;
  }
}
