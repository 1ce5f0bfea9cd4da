package io.evenkeel.chaos.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instance is started again with a clock that is two hours ahead; needs faketime's library,
 * which is loaded without its command, since that would stand between the instance and signals.
 */
public record SkewedClock() implements Fault {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketime.so.1";

  @Override
  public void fire(Stage stage) throws InterruptedException, IOException {
    var library = library();
    if (library.isEmpty()) {
      stage.skipped("clock skew: there is no faketime here");
      return;
    }
    var app = stage.anyApp();
    var at = Instant.now();
    // Waiting goes by the monotonic clock, which no operator sets wrong.
    app.under(
        List.of(),
        Map.of(
            "LD_PRELOAD",
            library.get().toString(),
            "FAKETIME",
            "+2h",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1"));
    app.child().kill();
    stage.killed();
    app.restart();
    app.awaitReady();
    stage.fired("clock skew", app.name(), at, "two hours ahead from now on");
  }

  private static Optional<Path> library() throws IOException {
    if (!Files.isDirectory(LIBRARIES)) {
      return Optional.empty();
    }
    try (var directories = Files.list(LIBRARIES)) {
      return directories.map(d -> d.resolve(LIBRARY)).filter(Files::isRegularFile).findFirst();
    }
  }

  @Override
  public String toString() {
    return "kill -9, back with a clock two hours ahead";
  }
}
