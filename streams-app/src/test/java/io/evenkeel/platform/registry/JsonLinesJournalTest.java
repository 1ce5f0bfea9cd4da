package io.evenkeel.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.platform.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The registry's journal")
class JsonLinesJournalTest {
  private static final SchemaJournal.Entry FIRST =
      new SchemaJournal.SchemaAdded(new SchemaVersion("a-value", 1, 1, "\"string\""));
  private static final SchemaJournal.Entry SECOND =
      new SchemaJournal.SchemaAdded(new SchemaVersion("ä-value", 1, 2, "\"int\""));
  private static final SchemaJournal.Entry LEVEL =
      new SchemaJournal.LevelSet(null, CompatibilityLevel.BACKWARD);
  private static final SchemaJournal.Entry LEVEL_TAKEN_BACK =
      new SchemaJournal.LevelSet("a-value", null);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeTwoEntries() {
    file = directory.resolve("schemas.jsonl");
    try (var journal = JsonLinesJournal.open(file)) {
      journal.append(FIRST);
      journal.append(LEVEL);
    }
  }

  @Test
  void readsWhatItWroteInOrder() {
    try (var journal = JsonLinesJournal.open(file)) {
      journal.append(SECOND);
      journal.append(LEVEL_TAKEN_BACK);
    }

    try (var journal = JsonLinesJournal.open(file)) {
      assertThat(journal.entries()).containsExactly(FIRST, LEVEL, SECOND, LEVEL_TAKEN_BACK);
    }
  }

  @Test
  void cutsOffALineThatACrashLeftUnfinished() throws Exception {
    Files.writeString(file, "{\"subject\":\"b-val", StandardOpenOption.APPEND);

    try (var journal = JsonLinesJournal.open(file)) {
      assertThat(journal.entries()).containsExactly(FIRST, LEVEL);
      journal.append(SECOND);
    }

    try (var journal = JsonLinesJournal.open(file)) {
      assertThat(journal.entries()).containsExactly(FIRST, LEVEL, SECOND);
    }
  }

  @Test
  void refusesToStartOnADamagedLine() throws Exception {
    Files.writeString(file, "{\"subject\":\"b-value\"}\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> JsonLinesJournal.open(file))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("line 3 is damaged")
        .hasMessageContaining("restore that file");
  }
}
