package io.evenkeel.platform.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.platform.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal in one file, a line of JSON per entry, forced to disk before the registry answers. A
 * line without its end is what a crash left of an answer that nobody got: it is cut off. Any other
 * damage stops the start, because a lost line would give its id to another schema.
 */
public final class JsonLinesJournal implements SchemaJournal, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final FileChannel file;
  private final List<Entry> entries;

  private JsonLinesJournal(Path path, FileChannel file, List<Entry> entries) {
    this.path = path;
    this.file = file;
    this.entries = entries;
  }

  /**
   * Opens the journal, or begins one.
   *
   * @throws StartupException if the file cannot be used
   */
  public static JsonLinesJournal open(Path path) {
    try {
      var file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var wholeLines = wholeLines(path);
      file.truncate(wholeLines.getBytes(StandardCharsets.UTF_8).length);
      file.position(file.size());
      return new JsonLinesJournal(path, file, read(path, wholeLines));
    } catch (IOException e) {
      throw unusable(path, String.valueOf(e.getMessage()), e);
    }
  }

  private static String wholeLines(Path path) throws IOException {
    var text = Files.readString(path, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  private static List<Entry> read(Path path, String wholeLines) {
    var entries = new ArrayList<Entry>();
    for (var line : wholeLines.lines().toList()) {
      try {
        entries.add(entry(JSON.readTree(line)));
      } catch (JsonProcessingException | RuntimeException e) {
        throw unusable(path, "line %d is damaged".formatted(entries.size() + 1), e);
      }
    }
    return List.copyOf(entries);
  }

  private static Entry entry(JsonNode line) {
    if (line.has("version")) {
      return new SchemaAdded(
          new SchemaVersion(
              line.required("subject").textValue(),
              line.required("version").intValue(),
              line.required("id").intValue(),
              line.required("schema").textValue()));
    }
    var level = line.required("compatibility").textValue();
    return new LevelSet(
        line.required("subject").textValue(),
        level == null ? null : CompatibilityLevel.named(level));
  }

  private static StartupException unusable(Path path, String why, Throwable cause) {
    return new StartupException(
        "The schema registry's data in %s cannot be used (%s): restore that file, or choose another directory with --data-dir."
            .formatted(path, why),
        cause);
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public synchronized void append(Entry entry) {
    try {
      var end = file.position();
      try {
        write(json(entry) + "\n");
      } catch (IOException e) {
        file.truncate(end); // half a line must not become the beginning of the next one
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  private void write(String line) throws IOException {
    var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(true);
  }

  private static String json(Entry entry) throws JsonProcessingException {
    var line = JSON.createObjectNode();
    if (entry instanceof SchemaAdded added) {
      var version = added.version();
      line.put("subject", version.subject()).put("version", version.version());
      line.put("id", version.id()).put("schema", version.schema());
    } else if (entry instanceof LevelSet set) {
      var level = set.level();
      line.put("subject", set.subject()).put("compatibility", level == null ? null : level.name());
    }
    return JSON.writeValueAsString(line);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }
}
