package io.evenkeel.chaos.fault;

import io.evenkeel.chaos.process.AppNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * kill -9 of an instance of the application at a named moment, or at any; it is started again on
 * the state that it left, mostly at once, sometimes after the others have missed it.
 *
 * <p>For a moment of its start it is ended with SIGTERM first, so that one kill is what is seen.
 *
 * @param moment {@code null}: any time
 */
public record Kill(@Nullable Moment moment) implements Fault {
  private static final Duration COMES_WITHIN = Duration.ofSeconds(25);
  private static final Duration ANY_TIME = Duration.ofMillis(500);
  private static final long LOOK_MILLIS = 5;
  private static final int MOST_PASSES = 20;

  /** How long an instance stays dead now and then: longer than others need to miss it. */
  private static final Duration STAYS_DEAD = Duration.ofSeconds(8);

  private static final int STAYS_DEAD_EVERY = 8;

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

  private static void atAnyTime(Stage stage) throws InterruptedException {
    stage.pause(ANY_TIME);
    var app = stage.anyApp();
    var at = Instant.now();
    app.child().kill();
    over(stage, app, "any time", at);
  }

  /**
   * An instance that came back lately may have no tasks yet, and then comes to nothing: after a
   * while another is tried. Batches are sent by whoever has the custodian's task, and are rarer
   * than anything else: whichever instance comes to it first is killed, at its first.
   */
  private static void atMoment(Stage stage, Moment moment) throws InterruptedException {
    var apps = new ArrayList<>(stage.cluster().apps());
    Collections.shuffle(apps, stage.random());
    var isRare = moment == Moment.SENT_BATCH;
    List<List<AppNode>> tried = isRare ? List.of(apps) : apps.stream().map(List::of).toList();
    var passes = isRare ? 0 : stage.random().nextInt(MOST_PASSES);
    for (var armed : tried) {
      if (comes(stage, moment, armed, passes, COMES_WITHIN.dividedBy(tried.size()))) {
        return;
      }
    }
    stage.skipped("nobody came to %s within %d s".formatted(moment, COMES_WITHIN.toSeconds()));
  }

  /** Whether one of them came to it and is dead. */
  private static boolean comes(
      Stage stage, Moment moment, List<AppNode> armed, int passes, Duration within)
      throws InterruptedException {
    armed.forEach(app -> app.armed().arm(moment, "KILL", passes));
    var until = System.nanoTime() + within.toNanos();
    while (armed.stream().allMatch(app -> app.child().isAlive()) && System.nanoTime() < until) {
      Thread.sleep(LOOK_MILLIS);
    }
    armed.forEach(app -> app.armed().disarm());
    var dead = armed.stream().filter(app -> !app.child().isAlive()).toList();
    for (var app : dead) {
      over(stage, app, moment.name(), Instant.now());
    }
    return !dead.isEmpty();
  }

  private static void atStart(Stage stage, Moment moment) throws InterruptedException {
    var app = stage.anyApp();
    app.child().terminate();
    app.armed().arm(moment, "KILL", 0);
    app.restart();
    if (!app.child().awaitEnd(COMES_WITHIN)) {
      app.armed().disarm();
      stage.skipped("%s started without coming to %s".formatted(app.name(), moment));
      return;
    }
    over(stage, app, moment.name(), Instant.now());
  }

  private static void over(Stage stage, AppNode app, String moment, Instant at)
      throws InterruptedException {
    stage.killed();
    var exit = app.child().exitCode();
    if (stage.random().nextInt(STAYS_DEAD_EVERY) == 0) {
      Thread.sleep(STAYS_DEAD.toMillis());
    }
    app.restart();
    stage.fired("kill", app.name(), at, "exit %d at %s".formatted(exit, moment));
  }

  @Override
  public String toString() {
    return moment == null ? "kill -9 at any time" : "kill -9 at " + moment;
  }
}
