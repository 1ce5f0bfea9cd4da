package io.evenkeel.chaos.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of one JSON object a line, as whoever was killed while writing leaves them. */
final class JsonLines {
  private JsonLines() {}

  /** Every whole line; a last one that was cut short is none. Empty where there is no file. */
  static List<JsonNode> of(Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      var lines = new ArrayList<JsonNode>();
      for (var line : Files.readAllLines(file)) {
        if (line.endsWith("}")) {
          lines.add(Json.tree(line));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonFault e) {
      throw new IllegalStateException(file + " holds a line that is no JSON: " + e.getMessage(), e);
    }
  }
}
