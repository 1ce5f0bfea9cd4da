package io.evenkeel.chaos.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The custodians' own record of what they got and did: JSON lines that are on disk before anything
 * is answered. It is the truth by which a run is judged.
 */
final class CustodianBook implements AutoCloseable {
  private final FileOutputStream file;
  private final List<JsonNode> before;

  private CustodianBook(FileOutputStream file, List<JsonNode> before) {
    this.file = file;
    this.before = before;
  }

  /** Opens it; a last line that a crash cut short counts as never written. */
  static CustodianBook open(Path path) {
    try {
      var before = new ArrayList<JsonNode>();
      if (Files.exists(path)) {
        keepWholeLines(path);
        for (var line : Files.readAllLines(path)) {
          before.add(Json.tree(line));
        }
      }
      return new CustodianBook(new FileOutputStream(path.toFile(), true), before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keepWholeLines(Path path) throws IOException {
    try (var file =
        java.nio.channels.FileChannel.open(path, java.nio.file.StandardOpenOption.WRITE)) {
      var text = Files.readString(path, StandardCharsets.UTF_8);
      file.truncate(
          text.substring(0, text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length);
    }
  }

  /** What was in it when it was opened. */
  List<JsonNode> before() {
    return before;
  }

  /** Writes lines, and returns when they are on disk. */
  void write(List<ObjectNode> lines) {
    try {
      var text = new StringBuilder();
      lines.forEach(line -> text.append(Json.line(line)).append('\n'));
      file.write(text.toString().getBytes(StandardCharsets.UTF_8));
      file.getFD().sync();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
