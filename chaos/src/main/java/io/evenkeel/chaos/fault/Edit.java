package io.evenkeel.chaos.fault;

import java.time.Instant;

/**
 * An edit of the sub-target that every account which is traded has, while an instance is killed.
 */
public record Edit(long version) implements Fault {
  @Override
  public void fire(Stage stage) throws InterruptedException {
    var at = Instant.now();
    stage.book().sendReserve(stage.sent(), version, version % 2 == 0 ? "0.025" : "0.02");
    var app = stage.anyApp();
    app.child().kill();
    stage.killed();
    app.restart();
    stage.fired("edit and kill", app.name(), at, "version %d of RESERVE".formatted(version));
  }

  @Override
  public String toString() {
    return "edit of every target, and kill -9";
  }
}
