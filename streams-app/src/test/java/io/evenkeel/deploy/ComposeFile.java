package io.evenkeel.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code docker-compose.yml}. */
final class ComposeFile {
  static final String NAME = "docker-compose.yml";

  private final JsonNode whole = Repository.yaml(NAME);

  /**
   * What a service mounts.
   *
   * @param source a path that begins with a dot, or the name of a volume
   */
  record Mount(String source, String target, boolean readOnly) {
    static Mount of(String written) {
      var parts = written.split(":", -1);
      return new Mount(parts[0], parts[1], parts.length > 2 && parts[2].equals("ro"));
    }

    boolean isFile() {
      return source.startsWith(".");
    }
  }

  JsonNode whole() {
    return whole;
  }

  JsonNode service(String name) {
    return whole.get("services").get(name);
  }

  Map<String, JsonNode> services() {
    var services = new TreeMap<String, JsonNode>();
    whole.get("services").properties().forEach(s -> services.put(s.getKey(), s.getValue()));
    return services;
  }

  /** Services that run Evenkeel's image with such a command, by name. */
  Map<String, JsonNode> running(String command) {
    var running = new TreeMap<>(services());
    running.values().removeIf(service -> !service.at("/command/0").asText().equals(command));
    return running;
  }

  static List<Mount> mounts(JsonNode service) {
    return Repository.texts(service.path("volumes")).stream().map(Mount::of).toList();
  }

  /** The text of the file that a service finds at a path. */
  static String mounted(JsonNode service, String target) {
    return mounts(service).stream()
        .filter(mount -> mount.target().equals(target))
        .findFirst()
        .map(mount -> Repository.text(mount.source()))
        .orElseThrow(() -> new AssertionError("nothing is mounted at " + target));
  }

  static DeployedConfiguration configuration(JsonNode service) {
    var command = Repository.texts(service.get("command"));
    var file = command.get(command.indexOf("--config") + 1);
    return DeployedConfiguration.of(mounted(service, file), command);
  }

  /** Every text in it, of keys and values, wherever it stands. */
  Stream<String> texts() {
    var texts = new ArrayList<String>();
    collect(whole, texts);
    return texts.stream();
  }

  private static void collect(JsonNode node, List<String> into) {
    if (node.isValueNode()) {
      into.add(node.asText());
    }
    node.forEach(child -> collect(child, into));
  }
}
