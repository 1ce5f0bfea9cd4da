package io.evenkeel.chaos.process;

import io.evenkeel.platform.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;

/** A schema registry in a process of its own; ends with its standard input. */
public final class RegistryProcess {
  /** What a process says once it works. */
  static final String READY = "chaos: ready";

  private RegistryProcess() {}

  /** Takes a data directory and a port. */
  public static void main(String[] args) throws IOException {
    try (var registry = EmbeddedRegistry.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
      System.out.println(READY);
      while (System.in.read() >= 0) {
        // Until whoever started this process ends.
      }
    }
  }
}
