package io.evenkeel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Dashboards, alert rules and runbooks as they are shipped. */
final class WatchFiles {
  static final Path DASHBOARDS = Path.of("../deploy/grafana/dashboards");
  static final Path ALERTS = Path.of("../deploy/prometheus/alerts.yml");
  static final Path RUNBOOKS = Path.of("../docs/runbooks.md");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private WatchFiles() {}

  /** Every expression, by where it stands. */
  static Map<String, String> expressions() {
    var all = new TreeMap<String, String>();
    dashboards()
        .forEach(
            (file, dashboard) ->
                dashboard
                    .get("panels")
                    .forEach(
                        panel ->
                            panel
                                .path("targets")
                                .forEach(
                                    target ->
                                        all.put(
                                            "%s, %s, %s"
                                                .formatted(
                                                    file,
                                                    panel.get("title").asText(),
                                                    target.get("refId").asText()),
                                            target.get("expr").asText()))));
    alerts().forEach(alert -> all.put(name(alert), alert.get("expr").asText()));
    return all;
  }

  static Map<String, JsonNode> dashboards() {
    var all = new TreeMap<String, JsonNode>();
    try (var files = Files.list(DASHBOARDS)) {
      for (var file : files.toList()) {
        all.put(file.getFileName().toString(), Json.tree(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  static List<JsonNode> alerts() {
    var all = new ArrayList<JsonNode>();
    yaml(ALERTS).get("groups").forEach(group -> group.get("rules").forEach(all::add));
    return all;
  }

  static String name(JsonNode alert) {
    return alert.get("alert").asText();
  }

  static JsonNode yaml(Path file) {
    try {
      return YAML.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
