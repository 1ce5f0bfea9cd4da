package io.evenkeel.platform.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Subjects, versions and ids. Nothing is ever forgotten or renumbered; the same schema has the same
 * id under every subject. Safe for use by many threads. Holds every schema in memory: thousands,
 * not millions.
 */
public final class SchemaLedger {
  /** What applies where nobody said otherwise: old and new read each other, over all versions. */
  public static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.FULL_TRANSITIVE;

  private final SchemaJournal journal;
  private final Map<String, List<SchemaVersion>> versionsBySubject = new TreeMap<>();
  private final Map<String, Integer> idBySchema = new HashMap<>();
  private final Map<Integer, String> schemaById = new TreeMap<>();
  private final Map<String, CompatibilityLevel> levelBySubject = new HashMap<>();
  private CompatibilityLevel globalLevel = DEFAULT_LEVEL;

  /** Opens the ledger as its journal describes it. */
  public SchemaLedger(SchemaJournal journal) {
    this.journal = journal;
    journal.entries().forEach(this::apply);
  }

  /**
   * Adds a schema under a subject, or finds it where it already is.
   *
   * @throws RegistryRefusal if the subject's earlier versions and the schema do not go together
   */
  public synchronized SchemaVersion register(String subject, Schema schema) {
    return find(subject, schema).orElseGet(() -> add(subject, schema));
  }

  private SchemaVersion add(String subject, Schema schema) {
    var earlier = versionsOrNone(subject);
    var conflicts = level(subject).conflicts(schema, earlier);
    if (!conflicts.isEmpty()) {
      throw RegistryRefusal.incompatible(subject, String.join("; ", conflicts));
    }
    var text = schema.toString();
    var id = idBySchema.getOrDefault(text, schemaById.size() + 1);
    var version = new SchemaVersion(subject, earlier.size() + 1, id, text);
    accept(new SchemaJournal.SchemaAdded(version));
    return version;
  }

  private void accept(SchemaJournal.Entry entry) {
    journal.append(entry);
    apply(entry);
  }

  private void apply(SchemaJournal.Entry entry) {
    if (entry instanceof SchemaJournal.SchemaAdded added) {
      remember(added.version());
    } else if (entry instanceof SchemaJournal.LevelSet set) {
      remember(set.subject(), set.level());
    }
  }

  private void remember(SchemaVersion version) {
    versionsBySubject.computeIfAbsent(version.subject(), s -> new ArrayList<>()).add(version);
    idBySchema.put(version.schema(), version.id());
    schemaById.put(version.id(), version.schema());
  }

  private void remember(@Nullable String subject, @Nullable CompatibilityLevel level) {
    if (subject == null) {
      globalLevel = level == null ? DEFAULT_LEVEL : level;
    } else if (level == null) {
      levelBySubject.remove(subject);
    } else {
      levelBySubject.put(subject, level);
    }
  }

  /** The version under which a subject has this very schema. */
  public synchronized Optional<SchemaVersion> find(String subject, Schema schema) {
    var text = schema.toString();
    return versionsOrNone(subject).stream().filter(v -> v.schema().equals(text)).findFirst();
  }

  /** The schema that an id names. */
  public synchronized Optional<String> schema(int id) {
    return Optional.ofNullable(schemaById.get(id));
  }

  /** Every subject and version under which an id's schema stands. */
  public synchronized List<SchemaVersion> versionsOf(int id) {
    return versionsBySubject.values().stream()
        .flatMap(List::stream)
        .filter(v -> v.id() == id)
        .toList();
  }

  /** All subjects, by name. */
  public synchronized List<String> subjects() {
    return List.copyOf(versionsBySubject.keySet());
  }

  /**
   * A subject's versions, oldest first.
   *
   * @throws RegistryRefusal if there is no such subject
   */
  public synchronized List<SchemaVersion> versions(String subject) {
    var versions = versionsOrNone(subject);
    if (versions.isEmpty()) {
      throw RegistryRefusal.subjectNotFound(subject);
    }
    return versions;
  }

  private List<SchemaVersion> versionsOrNone(String subject) {
    return List.copyOf(versionsBySubject.getOrDefault(subject, List.of()));
  }

  /**
   * One version of a subject.
   *
   * @param version a number from 1, or {@code latest} (also spelled {@code -1})
   * @throws RegistryRefusal if there is no such subject or version
   */
  public SchemaVersion version(String subject, String version) {
    var versions = versions(subject);
    var number = isLatest(version) ? versions.size() : number(version);
    if (number > versions.size()) {
      throw RegistryRefusal.versionNotFound(version);
    }
    return versions.get(number - 1);
  }

  private static boolean isLatest(String version) {
    return version.equals("latest") || version.equals("-1");
  }

  private static int number(String version) {
    try {
      var number = Integer.parseInt(version);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below, like a number that is none of a version.
    }
    throw RegistryRefusal.invalidVersion(version);
  }

  /** The level that applies to a subject: its own, or else everyone's. */
  public synchronized CompatibilityLevel level(String subject) {
    return levelBySubject.getOrDefault(subject, globalLevel);
  }

  /** The level of every subject that has none of its own. */
  public synchronized CompatibilityLevel globalLevel() {
    return globalLevel;
  }

  /** The level that was set for this subject, if one was. */
  public synchronized Optional<CompatibilityLevel> ownLevel(String subject) {
    return Optional.ofNullable(levelBySubject.get(subject));
  }

  /** Sets a level, or with null takes it back; a null subject means everyone's. */
  public synchronized void setLevel(@Nullable String subject, @Nullable CompatibilityLevel level) {
    accept(new SchemaJournal.LevelSet(subject, level));
  }
}
