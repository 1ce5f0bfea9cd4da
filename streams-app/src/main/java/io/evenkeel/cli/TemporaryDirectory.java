package io.evenkeel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Deletes what the demo made for itself. */
final class TemporaryDirectory {
  private TemporaryDirectory() {}

  /** Deletes the directory and everything in it; what cannot be deleted is left. */
  static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(TemporaryDirectory::deleteOne);
    } catch (IOException e) {
      System.err.println("evenkeel: " + directory + " could not be deleted: " + e.getMessage());
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.err.println("evenkeel: " + file + " could not be deleted: " + e.getMessage());
    }
  }
}
