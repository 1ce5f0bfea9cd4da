package io.evenkeel.pipeline.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client keeps on its own disk. All of it is in changelogs as well, so files that cannot be
 * read are no reason not to start: they are set aside, and their content is read back.
 *
 * <p>Only at a start: a task whose files fail later is closed by Kafka Streams, which removes them.
 *
 * <p>What a kill left open is removed before the start. Kafka Streams would open it, find that
 * nothing says how far it got, drop it, and join the group a second time meanwhile.
 */
public final class LocalState {
  private static final Logger LOG = LoggerFactory.getLogger(LocalState.class);
  private static final String ASIDE = ".unreadable";

  /** Neither the files nor a second start would help. */
  private static final String NO_SPACE = "No space left on device";

  private static final Pattern TASK = Pattern.compile("\\d+_\\d+");
  private static final String LOCK = ".lock";
  private static final String STORES = "rocksdb";
  private static final String CHECKPOINT = ".checkpoint";

  private final Path directory;

  private LocalState(Path directory) {
    this.directory = directory;
  }

  /** The state that a client with these settings keeps. */
  public static LocalState of(ClientSettings client) {
    return new LocalState(Path.of(client.stateDirectory(), client.applicationId()));
  }

  /**
   * Has a client started. Where it fails on what it finds on disk, that is set aside, and the
   * client is started once more.
   *
   * @throws UnreadableStateException where it fails so again
   */
  public <T> T startedWith(Supplier<T> start) {
    removeWhatAKillLeft();
    try {
      return start.get();
    } catch (RuntimeException unreadable) {
      if (!isUnreadable(unreadable)) {
        throw unreadable;
      }
      LOG.warn(
          "The state in {} cannot be read ({}); it is set aside as {} and read back from the"
              + " changelogs.",
          directory,
          innermost(unreadable).getMessage(),
          aside().getFileName());
      setAside();
      return startedWithout(start);
    }
  }

  private <T> T startedWithout(Supplier<T> start) {
    try {
      return start.get();
    } catch (RuntimeException again) {
      throw isUnreadable(again)
          ? new UnreadableStateException(
              directory, String.valueOf(innermost(again).getMessage()), again)
          : again;
    }
  }

  /** Only where no other process works in the directory. */
  private void removeWhatAKillLeft() {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var channel =
            FileChannel.open(
                directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      if (lock != null) {
        removeUnfinishedTasks();
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("Another client of this process works in {}.", directory);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("What a kill left in {} cannot be removed: {}.", directory, e.toString());
    }
  }

  private void removeUnfinishedTasks() throws IOException {
    try (var inside = Files.list(directory)) {
      for (var task : inside.filter(LocalState::isOfATask).toList()) {
        if (isUnfinished(task)) {
          remove(task);
        }
      }
    }
  }

  private static boolean isOfATask(Path path) {
    return TASK.matcher(path.getFileName().toString()).matches();
  }

  /** A store that was closed says beside itself up to where it has its changelog. */
  private static boolean isUnfinished(Path task) throws IOException {
    var stores = task.resolve(STORES);
    if (!Files.isDirectory(stores) || Files.exists(task.resolve(CHECKPOINT))) {
      return false;
    }
    try (var inside = Files.list(stores)) {
      return inside.anyMatch(
          store -> !Files.exists(task.resolve(CHECKPOINT + "_" + store.getFileName())));
    }
  }

  private boolean isUnreadable(Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProcessorStateException) {
        return Files.isDirectory(directory)
            && !String.valueOf(innermost(fault).getMessage()).contains(NO_SPACE);
      }
    }
    return false;
  }

  private static Throwable innermost(Throwable fault) {
    var cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private Path aside() {
    return directory.resolveSibling(directory.getFileName() + ASIDE);
  }

  /** One is kept, for whoever wants to know what happened to it. */
  private void setAside() {
    try {
      remove(aside());
      Files.move(directory, aside());
    } catch (IOException e) {
      throw new UnreadableStateException(directory, "it cannot be set aside: " + e, e);
    }
  }

  private static void remove(Path old) throws IOException {
    if (!Files.exists(old)) {
      return;
    }
    try (var inside = Files.walk(old)) {
      for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
