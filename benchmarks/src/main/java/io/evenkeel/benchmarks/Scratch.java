package io.evenkeel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A directory for what a run needs and leaves behind. It is gone when the run ends, in whatever way
 * short of a kill: also when it fails or is interrupted.
 */
public final class Scratch implements AutoCloseable {
  private static final int ATTEMPTS = 50;
  private static final long BETWEEN_MILLIS = 100;

  private final Path path;
  private volatile boolean isKept;
  private final Thread hook = new Thread(this::delete, "scratch");

  private Scratch(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A new one, among those for temporary files. */
  public static Scratch create(String prefix) throws IOException {
    return new Scratch(Files.createTempDirectory(prefix));
  }

  public Path path() {
    return path;
  }

  /** Leaves the directory where it is, for whoever wants to look into it. */
  public void keep() {
    isKept = true;
    System.err.println("benchmarks: data and logs will be left in " + path);
  }

  @Override
  public void close() {
    delete();
  }

  /** Processes that are being ended may write for a little while yet. */
  private void delete() {
    for (var attempt = 1; !isKept && Files.exists(path); attempt++) {
      try {
        deleteOnce();
      } catch (IOException | UncheckedIOException e) {
        if (attempt == ATTEMPTS || !paused()) {
          System.err.println("benchmarks: could not remove " + path + ": " + e.getMessage());
          return;
        }
      }
    }
  }

  private void deleteOnce() throws IOException {
    try (var inside = Files.walk(path)) {
      for (var file : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(BETWEEN_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
