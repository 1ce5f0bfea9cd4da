package io.evenkeel.chaos.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Files of one JSON object a line, as whoever was killed while writing leaves them. */
final class JsonLines {
  private JsonLines() {}

  /**
   * What every whole line says; a last one that was cut short is none. Empty where there is no
   * file.
   */
  static <T> List<T> of(Path file, Function<JsonNode, T> meaning) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> line.endsWith("}")).map(Json::tree).map(meaning).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonFault e) {
      throw new IllegalStateException(file + " holds a line that is no JSON: " + e.getMessage(), e);
    }
  }
}
