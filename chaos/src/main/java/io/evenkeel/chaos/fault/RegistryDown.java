package io.evenkeel.chaos.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * kill -9 of the registry for so long, while an instance that knows no schema yet starts. A
 * registry that is down is waited for.
 */
public record RegistryDown(Duration time) implements Fault {
  @Override
  public void fire(Stage stage) throws InterruptedException {
    var at = Instant.now();
    stage.cluster().registry().kill();
    stage.killed();
    var app = stage.anyApp();
    app.child().kill();
    stage.killed();
    app.restart();
    Thread.sleep(time.toMillis());
    stage.cluster().restartRegistry();
    stage.fired(
        "registry down",
        app.name(),
        at,
        "gone for %d s, %s started meanwhile".formatted(time.toSeconds(), app.name()));
  }

  @Override
  public String toString() {
    return "registry gone for %d s, and kill -9".formatted(time.toSeconds());
  }
}
