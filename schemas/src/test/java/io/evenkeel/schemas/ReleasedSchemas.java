package io.evenkeel.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The released versions: {@code released/<version>/<topic>.avsc}, each complete in itself. */
final class ReleasedSchemas {
  static final Path DIRECTORY = Path.of("released");

  private static final String SUFFIX = ".avsc";

  private ReleasedSchemas() {}

  /** By version, then by topic. */
  static SortedMap<Integer, SortedMap<String, Schema>> all() throws IOException {
    var versions = new TreeMap<Integer, SortedMap<String, Schema>>();
    try (var directories = Files.list(DIRECTORY)) {
      for (var directory : directories.toList()) {
        versions.put(Integer.valueOf(directory.getFileName().toString()), read(directory));
      }
    }
    return versions;
  }

  /** What is released of a schema: without the hint for Java that strings are Strings. */
  static Schema contractOf(Schema schema) {
    var text =
        schema
            .toString()
            .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
            .replace(",\"avro.java.string\":\"String\"", "");
    return SchemaParser.parseSingle(text);
  }

  static String textOf(Schema schema) {
    return contractOf(schema).toString(true) + "\n";
  }

  static String fileName(String topic) {
    return topic + SUFFIX;
  }

  private static SortedMap<String, Schema> read(Path directory) throws IOException {
    var schemas = new TreeMap<String, Schema>();
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        var topic = name.substring(0, name.length() - SUFFIX.length());
        schemas.put(topic, SchemaParser.parseSingle(Files.readString(file)));
      }
    }
    return schemas;
  }
}
