package io.evenkeel.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;

/**
 * kill -9 of an instance whose state directory is then removed, or overwritten with rubbish, before
 * it starts again.
 */
public record StateLost(boolean corrupted) implements Fault {
  @Override
  public void fire(Stage stage) throws InterruptedException, IOException {
    var app = stage.anyApp();
    var at = Instant.now();
    app.child().kill();
    stage.killed();
    var files = corrupted ? spoil(stage, app.stateDirectory()) : remove(app.stateDirectory());
    app.restart();
    stage.fired(
        corrupted ? "state corrupted" : "state removed",
        app.name(),
        at,
        "%d files %s".formatted(files, corrupted ? "overwritten" : "removed"));
  }

  private static int remove(Path directory) throws IOException {
    var count = 0;
    try (var inside = Files.walk(directory)) {
      for (var file : inside.sorted(Comparator.reverseOrder()).toList()) {
        count += Files.isRegularFile(file) ? 1 : 0;
        Files.delete(file);
      }
    }
    return count;
  }

  private static int spoil(Stage stage, Path directory) throws IOException {
    try (var inside = Files.walk(directory)) {
      var files = inside.filter(Files::isRegularFile).toList();
      files.forEach(file -> spoilFile(stage, file));
      return files.size();
    }
  }

  private static void spoilFile(Stage stage, Path file) {
    try {
      var rubbish = new byte[(int) Math.min(4_096, Math.max(16, Files.size(file)))];
      stage.random().nextBytes(rubbish);
      Files.write(file, rubbish);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return corrupted ? "kill -9, state overwritten" : "kill -9, state removed";
  }
}
