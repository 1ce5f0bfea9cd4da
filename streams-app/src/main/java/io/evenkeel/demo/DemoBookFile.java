package io.evenkeel.demo;

import io.evenkeel.json.BookFile;
import io.evenkeel.platform.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the demo leaves its book, and whether all of it reached the topics. */
final class DemoBookFile {
  private final Path directory;

  DemoBookFile(Path directory) {
    this.directory = directory;
  }

  Path path() {
    return directory.resolve("book.json");
  }

  /** Whether an earlier run sent its book to the end. */
  boolean wasSent() {
    return Files.exists(sent());
  }

  BookFile write(DemoBook book) {
    try (var out = Files.newBufferedWriter(path())) {
      return book.write(out);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void noteSent() {
    try {
      Files.writeString(sent(), "The whole book is on its topics.\n");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Path sent() {
    return directory.resolve("book.sent");
  }

  private StartupException unwritable(IOException e) {
    return new StartupException(
        "The book cannot be written to %s (%s): choose another directory with --data-dir."
            .formatted(path(), e.getMessage()),
        e);
  }
}
