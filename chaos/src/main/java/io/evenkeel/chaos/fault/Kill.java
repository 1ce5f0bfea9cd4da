package io.evenkeel.chaos.fault;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * kill -9 of an instance of the application at a named moment, or at any; it is started again at
 * once, on the state that it left.
 *
 * @param moment {@code null}: any time
 */
public record Kill(@Nullable Moment moment) implements Fault {
  private static final Duration COMES_WITHIN = Duration.ofSeconds(25);
  private static final Duration ANY_TIME = Duration.ofMillis(500);
  private static final int MOST_PASSES = 20;

  /** How long an instance stays dead: longer than others need to miss it, or hardly at all. */
  private static final Duration STAYS_DEAD = Duration.ofSeconds(9);

  @Override
  public void fire(Stage stage) throws InterruptedException {
    if (moment == null) {
      atAnyTime(stage);
    } else if (moment.isOfStart()) {
      atStart(stage, moment);
    } else {
      atMoment(stage, moment);
    }
  }

  private void atAnyTime(Stage stage) throws InterruptedException {
    stage.pause(ANY_TIME);
    var app = stage.anyApp();
    var at = Instant.now();
    app.child().kill();
    over(stage, app, "ANY_TIME", at);
  }

  private void atMoment(Stage stage, Moment moment) throws InterruptedException {
    var app = stage.anyApp();
    // Batches are rarer than anything else, and must not be waited for in vain.
    var passes = moment == Moment.SENT_BATCH ? 0 : stage.random().nextInt(MOST_PASSES);
    app.armed().arm(moment, "KILL", passes);
    if (!app.child().awaitEnd(COMES_WITHIN)) {
      app.armed().disarm();
      stage.skipped(
          "%s did not come to %s within %d s"
              .formatted(app.name(), moment, COMES_WITHIN.toSeconds()));
      return;
    }
    over(stage, app, moment.name(), Instant.now());
  }

  private void atStart(Stage stage, Moment moment) throws InterruptedException {
    var app = stage.anyApp();
    var at = Instant.now();
    app.child().kill();
    stage.killed();
    stage.fired("kill", app.name(), at, "exit %d before a start".formatted(app.child().exitCode()));
    app.armed().arm(moment, "KILL", 0);
    app.restart();
    if (!app.child().awaitEnd(COMES_WITHIN)) {
      app.armed().disarm();
      stage.skipped("%s started without coming to %s".formatted(app.name(), moment));
      return;
    }
    over(stage, app, moment.name(), Instant.now());
  }

  private static void over(
      Stage stage, io.evenkeel.chaos.process.AppNode app, String moment, Instant at)
      throws InterruptedException {
    stage.killed();
    var exit = app.child().exitCode();
    if (stage.random().nextBoolean()) {
      Thread.sleep(STAYS_DEAD.toMillis());
    }
    app.restart();
    stage.fired("kill", app.name(), at, "exit %d at %s".formatted(exit, moment));
  }
}
