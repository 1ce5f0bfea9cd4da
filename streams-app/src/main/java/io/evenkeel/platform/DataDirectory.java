package io.evenkeel.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A directory that one process owns while it runs: created if missing, proved to be writable, and
 * locked, so that two programs never write the same data.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "evenkeel.lock";

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Creates the directory if need be and takes its lock.
   *
   * @throws StartupException if it cannot be written, or another program holds it
   */
  public static DataDirectory claim(Path path) {
    var absolute = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      return locked(absolute, FileChannel.open(absolute.resolve(LOCK_FILE), CREATE_AND_WRITE));
    } catch (IOException e) {
      throw new StartupException(
          "Cannot write to the data directory %s (%s): give this user write access to it, or choose another with --data-dir."
              .formatted(absolute, e.getClass().getSimpleName()),
          e);
    }
  }

  private static final StandardOpenOption[] CREATE_AND_WRITE = {
    StandardOpenOption.CREATE, StandardOpenOption.WRITE
  };

  private static DataDirectory locked(Path path, FileChannel file) throws IOException {
    if (lockOf(file) == null) {
      file.close();
      throw new StartupException(
          "The data directory %s is in use by another running Evenkeel: stop that one, or choose another with --data-dir."
              .formatted(path));
    }
    return new DataDirectory(path, file);
  }

  private static @Nullable FileLock lockOf(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  public Path path() {
    return path;
  }

  /** Gives the directory back; its content stays. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
