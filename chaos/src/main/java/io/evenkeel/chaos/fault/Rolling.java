package io.evenkeel.chaos.fault;

import java.time.Instant;

/** SIGTERM of one instance after the other; each is ready again before the next one goes. */
public record Rolling() implements Fault {
  @Override
  public void fire(Stage stage) throws InterruptedException {
    for (var app : stage.cluster().apps()) {
      var at = Instant.now();
      app.child().terminate();
      var exit = app.child().exitCode();
      app.restart();
      app.awaitReady();
      stage.fired("terminate", app.name(), at, "exit %d, then ready again".formatted(exit));
    }
  }

  @Override
  public String toString() {
    return "SIGTERM of one instance after the other";
  }
}
