package io.evenkeel.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A file by which the harness tells an instance's clients at which moment to send which signal to
 * their own process, and by which these tell that they have.
 *
 * @param file one line: moment, signal, how often the moment is let pass before
 */
public record Armed(Path file) {
  /** The system property that tells an instance the file. */
  public static final String FILE_PROPERTY = "chaos.armed";

  /** What is to be done. */
  record Order(Moment moment, String signal, int passes) {}

  /** Arms it for its next such moment, after so many are let pass. */
  public void arm(Moment moment, String signal, int passes) {
    try {
      Files.deleteIfExists(done());
      var next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, "%s %s %d".formatted(moment, signal, passes));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing is to be done any more. */
  public void disarm() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the moment came and the signal was sent. */
  public boolean isDone() {
    return Files.exists(done());
  }

  Optional<Order> read() {
    try {
      var words = Files.readString(file).split(" ");
      return Optional.of(new Order(Moment.valueOf(words[0]), words[1], Integer.parseInt(words[2])));
    } catch (IOException e) {
      return Optional.empty(); // Not armed.
    }
  }

  /** Notes that it is done, before it is. */
  void note() {
    try {
      Files.writeString(done(), Long.toString(System.currentTimeMillis()));
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path done() {
    return file.resolveSibling(file.getFileName() + ".done");
  }
}
