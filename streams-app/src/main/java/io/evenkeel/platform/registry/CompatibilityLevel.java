package io.evenkeel.platform.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Which schema may follow which under one subject. Avro's own rules decide, and one of ours: a
 * decimal's precision and scale never change. Avro calls such a change compatible, because the
 * bytes still parse; the numbers come out wrong.
 */
public enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean readsOlder;
  private final boolean readByOlder;
  private final boolean transitive;

  CompatibilityLevel(boolean readsOlder, boolean readByOlder, boolean transitive) {
    this.readsOlder = readsOlder;
    this.readByOlder = readByOlder;
    this.transitive = transitive;
  }

  /** Reads a level as the REST interface spells it, in upper or lower case. */
  public static CompatibilityLevel named(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw RegistryRefusal.invalidLevel(name);
    }
  }

  /**
   * What keeps a schema from following the others, a sentence each; empty where nothing does.
   *
   * @param earlier the subject's versions, oldest first
   */
  public List<String> conflicts(Schema candidate, List<SchemaVersion> earlier) {
    var found = new ArrayList<String>();
    for (var version : transitive ? earlier : newestOf(earlier)) {
      var schema = SchemaText.parse(version.schema());
      for (var conflict : conflictsOfPair(candidate, schema)) {
        found.add("version %d: %s".formatted(version.version(), conflict));
      }
    }
    return found;
  }

  private static List<SchemaVersion> newestOf(List<SchemaVersion> earlier) {
    return earlier.subList(Math.max(0, earlier.size() - 1), earlier.size());
  }

  private List<String> conflictsOfPair(Schema candidate, Schema earlier) {
    var found = new ArrayList<String>();
    if (readsOlder) {
      found.addAll(asReaderOf(candidate, earlier));
    }
    if (readByOlder) {
      found.addAll(asReaderOf(earlier, candidate));
    }
    if (this != NONE) {
      found.addAll(DecimalChanges.between(earlier, candidate));
    }
    return found;
  }

  private static List<String> asReaderOf(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
    if (result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE) {
      return List.of();
    }
    return result.getIncompatibilities().stream()
        .map(i -> "%s at %s (%s)".formatted(i.getType(), i.getLocation(), i.getMessage()))
        .toList();
  }
}
