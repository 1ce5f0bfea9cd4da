package io.evenkeel.backtest;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The directory that a backtest writes: one file of JSON lines per topic, and a summary. A marker
 * file says that a backtest made it, and only then is what stands there replaced.
 */
final class OutputDirectory implements AutoCloseable {
  static final String SUMMARY = "summary.json";
  private static final String MARKER = ".evenkeel-backtest";
  private static final String LINES = ".jsonl";

  private final Path directory;
  private final Map<String, Writer> files = new LinkedHashMap<>();

  private OutputDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the directory, or empties the one of an earlier backtest, and begins a file per name.
   *
   * @throws BacktestFault if it cannot be written, or holds something else
   */
  static OutputDirectory open(Path directory, Collection<String> names) {
    var made = new OutputDirectory(directory);
    try {
      Files.createDirectories(directory);
      made.clear();
      Files.writeString(
          directory.resolve(MARKER), "made by ./evenkeel backtest, which may replace it\n");
      for (var name : names) {
        made.files.put(name, Files.newBufferedWriter(directory.resolve(name + LINES)));
      }
      return made;
    } catch (IOException e) {
      made.close();
      throw made.unwritable(e);
    }
  }

  private void clear() throws IOException {
    List<Path> there;
    try (var listed = Files.list(directory)) {
      there = listed.toList();
    } catch (NotDirectoryException e) {
      throw new BacktestFault(directory + " is a file; give a directory with --out");
    }
    if (there.isEmpty()) {
      return;
    }
    if (!Files.exists(directory.resolve(MARKER))) {
      throw new BacktestFault(
          "%s holds files that no backtest made; give an empty or new directory with --out"
              .formatted(directory));
    }
    for (var file : there) {
      var name = file.getFileName().toString();
      if (name.endsWith(LINES) || name.equals(SUMMARY)) {
        Files.delete(file);
      }
    }
  }

  private BacktestFault unwritable(IOException e) {
    return new BacktestFault(
        "%s cannot be written (%s); give another directory with --out"
            .formatted(directory, reason(e)));
  }

  private static String reason(IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return "it is a file";
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return "no directory can be made there";
    }
    return String.valueOf(e.getMessage());
  }

  /** Adds a line to a topic's file. */
  void line(String name, String json) {
    try {
      var file = files.get(name);
      if (file == null) {
        throw new IllegalStateException("no file was begun for topic " + name);
      }
      file.append(json).append('\n');
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void summary(String json) {
    try {
      Files.writeString(directory.resolve(SUMMARY), json + "\n");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void close() {
    for (var file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }
}
