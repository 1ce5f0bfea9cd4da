package io.evenkeel.chaos.fault;

import io.evenkeel.chaos.process.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An instance has its state on a disk of 16 MiB, which is then filled up for so long; needs the
 * right to mount.
 */
public record DiskFull(Duration time) implements Fault {
  private static final int MEBIBYTE = 1 << 20;

  @Override
  public void fire(Stage stage) throws InterruptedException, IOException {
    var app = stage.anyApp();
    var directory = app.stateDirectory().toString();
    app.child().kill();
    stage.killed();
    var at = Instant.now();
    if (!Machine.does(List.of("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", directory))) {
      app.restart();
      stage.skipped("disk full: a small tmpfs cannot be mounted here");
      return;
    }
    try {
      app.restart();
      app.awaitReady();
      var filled = fill(app.stateDirectory().resolve("filler"));
      Thread.sleep(time.toMillis());
      Files.delete(app.stateDirectory().resolve("filler"));
      stage.fired("disk full", app.name(), at, "%d MiB filled up".formatted(filled));
    } finally {
      app.child().kill();
      Machine.does(List.of("umount", "-l", directory));
      app.restart();
    }
  }

  private static int fill(java.nio.file.Path file) throws IOException {
    var count = 0;
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[MEBIBYTE]);
        count++;
      }
    } catch (IOException e) {
      return count; // It is full.
    }
  }

  @Override
  public String toString() {
    return "disk full for %d s, and kill -9".formatted(time.toSeconds());
  }
}
