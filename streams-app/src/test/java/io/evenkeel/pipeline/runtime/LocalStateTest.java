package io.evenkeel.pipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("State on an instance's own disk")
class LocalStateTest {
  private static final RuntimeException CORRUPT =
      new StreamsException(
          new ProcessorStateException("Error opening store", new IOException("no newline")));

  @TempDir private Path directory;
  private final List<String> starts = new ArrayList<>();
  private LocalState state;

  @BeforeEach
  void writeSomething() throws IOException {
    Files.createDirectories(directory.resolve("app/1_0"));
    Files.writeString(directory.resolve("app/1_0/CURRENT"), "rubbish");
    state = LocalState.of(ClientSettings.of("app", "nowhere:1", directory.toString()));
  }

  private String failingOnRubbish() {
    starts.add("start");
    if (Files.exists(directory.resolve("app/1_0"))) {
      throw CORRUPT;
    }
    return "started";
  }

  @Test
  void isSetAsideWhereItCannotBeReadAndTheClientStartsWithout() {
    assertThat(state.startedWith(this::failingOnRubbish)).isEqualTo("started");

    assertThat(starts).hasSize(2);
    assertThat(directory.resolve("app.unreadable/1_0/CURRENT")).hasContent("rubbish");
  }

  @Test
  void isKeptAsideOnce() throws IOException {
    Files.createDirectories(directory.resolve("app.unreadable/earlier/one"));

    state.startedWith(this::failingOnRubbish);

    assertThat(directory.resolve("app.unreadable")).isDirectoryNotContaining("glob:**earlier");
  }

  @Test
  void stopsTheStartWhereItFailsTwiceInARowAndSaysWhere() throws IOException {
    assertThatThrownBy(
            () ->
                state.startedWith(
                    () -> {
                      starts.add("start");
                      directory.resolve("app").toFile().mkdirs();
                      throw CORRUPT;
                    }))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessageContainingAll(directory.resolve("app").toString(), "no newline", "state.dir");
    assertThat(starts).hasSize(2);
  }

  @Test
  void staysWhereTheDiskIsFullSinceMovingItWouldNotHelp() {
    var full =
        new ProcessorStateException(
            "Error opening store", new IOException("IO error: No space left on device: app"));

    assertThatThrownBy(
            () ->
                state.startedWith(
                    () -> {
                      throw full;
                    }))
        .isSameAs(full);
    assertThat(directory.resolve("app/1_0/CURRENT")).exists();
  }

  @Test
  void staysWhereAClientFailsForAnotherReason() {
    var other = new StreamsException("another process has the directory");

    assertThatThrownBy(
            () ->
                state.startedWith(
                    () -> {
                      throw other;
                    }))
        .isSameAs(other);
    assertThat(directory.resolve("app/1_0/CURRENT")).exists();
  }

  private Path store(String task, String store) throws IOException {
    return Files.createDirectories(directory.resolve("app").resolve(task + "/rocksdb/" + store));
  }

  private void checkpoint(String task, String store) throws IOException {
    Files.writeString(
        directory.resolve("app").resolve(task).resolve(".checkpoint_" + store), "0 1");
  }

  private List<String> tasksAtTheStart() {
    return state.startedWith(
        () -> {
          try (var inside = Files.list(directory.resolve("app"))) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void ofTasksThatAKillLeftOpenIsRemovedBeforeTheStart() throws IOException {
    store("2_0", "closed");
    checkpoint("2_0", "closed");
    store("3_0", "closed");
    checkpoint("3_0", "closed");
    store("3_0", "open");
    Files.createDirectories(directory.resolve("app/global/rocksdb/open"));

    assertThat(tasksAtTheStart()).containsExactly(".lock", "1_0", "2_0", "global");
  }

  @Test
  void ofAnEarlierReleaseIsKeptWhereItsTaskWasClosed() throws IOException {
    store("2_0", "closed");
    Files.writeString(directory.resolve("app/2_0/.checkpoint"), "0");

    assertThat(tasksAtTheStart()).contains("2_0");
  }

  @Test
  void isLeftAloneWhileAnotherWorksInIt() throws IOException {
    store("2_0", "open");
    try (var channel =
            FileChannel.open(
                directory.resolve("app/.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(tasksAtTheStart()).contains("2_0");
    }
  }
}
