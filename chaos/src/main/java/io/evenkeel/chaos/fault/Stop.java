package io.evenkeel.chaos.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * SIGSTOP of an instance in the middle of a transaction, and SIGCONT after so long: what then goes
 * on is a zombie, which others have replaced and which does not know it yet.
 */
public record Stop(Duration time) implements Fault {
  private static final Duration COMES_WITHIN = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 10;

  @Override
  public void fire(Stage stage) throws InterruptedException {
    var app = stage.anyApp();
    app.armed().arm(Moment.SENT_EVENT, "STOP", 0);
    var until = System.nanoTime() + COMES_WITHIN.toNanos();
    while (!app.armed().isDone() && System.nanoTime() < until) {
      Thread.sleep(LOOK_MILLIS);
    }
    var inTransaction = app.armed().isDone();
    app.armed().disarm();
    var at = Instant.now();
    if (!inTransaction) {
      app.child().stop();
    }
    Thread.sleep(time.toMillis());
    app.child().resume();
    stage.fired(
        "stop " + time.toSeconds() + " s",
        app.name(),
        at,
        inTransaction ? "stopped in an open transaction" : "stopped at any time");
  }

  @Override
  public String toString() {
    return "SIGSTOP for %d s, and on".formatted(time.toSeconds());
  }
}
