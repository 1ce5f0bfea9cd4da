package io.evenkeel.platform.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the registry writes down what it has accepted, in order, before it answers. */
public interface SchemaJournal {
  /** One thing that was accepted. */
  sealed interface Entry {}

  /** A subject got a version. */
  record SchemaAdded(SchemaVersion version) implements Entry {}

  /**
   * A compatibility level was set, or with a null level taken back.
   *
   * @param subject null for the level of all subjects that have none of their own
   */
  record LevelSet(@Nullable String subject, @Nullable CompatibilityLevel level) implements Entry {}

  /** Everything that was accepted so far, in order. */
  List<Entry> entries();

  /** Writes an entry down; when this returns, the entry survives a crash. */
  void append(Entry entry);

  /** A journal that keeps nothing, for a registry that ends with its process. */
  static SchemaJournal none() {
    return new SchemaJournal() {
      @Override
      public List<Entry> entries() {
        return List.of();
      }

      @Override
      public void append(Entry entry) {
        // Nothing is kept.
      }
    };
  }
}
