package io.evenkeel.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as its file tells of it. */
record Results(JsonNode tree, Machine machine, Map<String, Figure> figures) {
  static Results read(Path file) throws IOException {
    var tree = Json.tree(Files.readString(file));
    if (!tree.has("benchmark")) {
      throw new IllegalArgumentException(file + " was not written by a benchmark");
    }
    return of(tree);
  }

  static Results of(JsonNode tree) {
    var figures = new LinkedHashMap<String, Figure>();
    tree.path("figures")
        .fields()
        .forEachRemaining(entry -> figures.put(entry.getKey(), Figure.of(entry.getValue())));
    return new Results(tree, Machine.of(tree.path("machine")), figures);
  }

  String benchmark() {
    return text("benchmark");
  }

  String command() {
    return text("command");
  }

  private String text(String name) {
    return tree.path(name).asText();
  }

  boolean isComplete() {
    return tree.path("complete").asBoolean();
  }

  /** What a group is called: as its run called it, or else by its name. */
  String title(String group) {
    return tree.path("titles").path(group).asText(Words.of(group));
  }

  /** When and on what it ran, a sentence each. */
  String circumstances() {
    return "%s. Began %s, took %s min; load %s before, %s after. Versions: %s. Settings: %s."
        .formatted(
            machine,
            text("began"),
            Numbers.plain(tree.path("minutes").asDouble()),
            Numbers.plain(tree.path("load").path("before").asDouble()),
            Numbers.plain(tree.path("load").path("after").asDouble()),
            listed("versions"),
            listed("settings"));
  }

  private String listed(String name) {
    return tree.path(name).properties().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue().asText())
        .collect(Collectors.joining(", "));
  }
}
