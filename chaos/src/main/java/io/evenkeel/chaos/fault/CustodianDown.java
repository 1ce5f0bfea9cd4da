package io.evenkeel.chaos.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * kill -9 of the custodians for so long. They come back with everything that piled up, and say what
 * they said before once more, twice, in any order.
 */
public record CustodianDown(Duration time) implements Fault {
  @Override
  public void fire(Stage stage) throws InterruptedException {
    var at = Instant.now();
    stage.cluster().custodian().kill();
    stage.killed();
    Thread.sleep(time.toMillis());
    stage.cluster().restartCustodian();
    stage.fired("custodian down", "custodian", at, "gone for %d s".formatted(time.toSeconds()));
  }

  @Override
  public String toString() {
    return "custodians gone for %d s".formatted(time.toSeconds());
  }
}
