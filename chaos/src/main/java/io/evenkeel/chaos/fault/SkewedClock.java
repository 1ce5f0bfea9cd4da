package io.evenkeel.chaos.fault;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One instance is started again with a clock that is two hours ahead; needs faketime. */
public record SkewedClock() implements Fault {
  @Override
  public void fire(Stage stage) throws InterruptedException {
    if (!Machine.has("faketime")) {
      stage.skipped("clock skew: there is no faketime here");
      return;
    }
    var app = stage.anyApp();
    var at = Instant.now();
    app.under(List.of("faketime", "-f", "+2h"), Map.of());
    app.child().kill();
    stage.killed();
    app.restart();
    app.awaitReady();
    stage.fired("clock skew", app.name(), at, "two hours ahead from now on");
  }

  @Override
  public String toString() {
    return "kill -9, back with a clock two hours ahead";
  }
}
