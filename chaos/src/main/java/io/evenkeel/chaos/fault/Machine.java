package io.evenkeel.chaos.fault;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the machine offers and allows. */
final class Machine {
  private static final long AT_MOST_SECONDS = 10;

  private Machine() {}

  /** Whether the command was allowed and went well. */
  static boolean does(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (java.io.IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
