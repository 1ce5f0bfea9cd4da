package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;

/** A Kafka broker and a schema registry in a process of their own; ends with its standard input. */
public final class Platform {
  private Platform() {}

  /** Takes a data directory, the broker's port and the registry's. */
  public static void main(String[] args) throws IOException {
    var directory = Path.of(args[0]);
    try (var broker = EmbeddedBroker.start(directory.resolve("kafka"), Integer.parseInt(args[1]));
        var registry =
            EmbeddedRegistry.start(directory.resolve("registry"), Integer.parseInt(args[2]))) {
      System.out.println(ChildProcess.READY);
      while (System.in.read() >= 0) {
        // Until whoever started this process ends, or closes the pipe.
      }
    }
  }
}
