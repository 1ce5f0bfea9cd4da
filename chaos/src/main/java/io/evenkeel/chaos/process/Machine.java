package io.evenkeel.chaos.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the machine offers and allows. */
public final class Machine {
  private static final long AT_MOST_SECONDS = 10;

  private Machine() {}

  /** Whether the command was allowed and went well. */
  public static boolean does(List<String> command) {
    return says(command).isPresent();
  }

  /**
   * What the command answered, a few kilobytes at most; empty where it was not allowed or failed.
   */
  static Optional<String> says(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      if (!process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      return Optional.of(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
