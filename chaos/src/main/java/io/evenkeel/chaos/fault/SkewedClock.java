package io.evenkeel.chaos.fault;

import io.evenkeel.chaos.process.AppNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One instance is started again with a clock that is two hours wrong; needs faketime's library,
 * which is loaded without its command, since that would stand between the instance and signals.
 *
 * <p>One that is behind works, and is set right after a while. One that is ahead gives records
 * times that brokers refuse: it must end by itself and say why.
 *
 * @param isAhead of the others' clocks, or behind them
 * @param time that one that is behind works for
 */
public record SkewedClock(boolean isAhead, Duration time) implements Fault {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketime.so.1";
  private static final String REASON = "clock is ahead of the brokers'";
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

  @Override
  public void fire(Stage stage) throws InterruptedException, IOException {
    var library = library();
    if (library.isEmpty()) {
      stage.skipped("clock skew: there is no faketime here");
      return;
    }
    var app = stage.anyApp();
    var at = Instant.now();
    app.child().kill();
    stage.killed();
    app.under(wrong(library.get()));
    app.restart();
    if (isAhead) {
      awaitItsEnd(app);
    } else {
      app.awaitReady();
      Thread.sleep(time.toMillis());
      app.child().kill();
      stage.killed();
    }
    app.under(Map.of());
    app.restart();
    app.awaitReady();
    stage.fired("clock skew", app.name(), at, isAhead ? "two hours ahead" : "two hours behind");
  }

  /** The clock that waiting goes by is as wrong all the time, which nobody sees. */
  private Map<String, String> wrong(Path library) {
    return Map.of("LD_PRELOAD", library.toString(), "FAKETIME", isAhead ? "+2h" : "-2h");
  }

  private static void awaitItsEnd(AppNode app) throws InterruptedException {
    if (!app.child().awaitEnd(ENDS_WITHIN)) {
      throw new IllegalStateException(
          "%s goes on with a clock two hours ahead".formatted(app.name()));
    }
    if (!app.child().log().contains(REASON)) {
      throw new IllegalStateException(
          "%s ended without saying that its clock is ahead".formatted(app.name()));
    }
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
    return isAhead
        ? "kill -9, back with a clock two hours ahead"
        : "kill -9, back with a clock two hours behind, kill -9";
  }
}
