package io.evenkeel.chaos.fault;

import io.evenkeel.chaos.process.AppNode;
import io.evenkeel.chaos.process.NetworkNamespace;
import io.evenkeel.config.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * The network between the first instance and everybody else loses every packet for so long, and
 * nobody is told. Its group must have given it up by then, and must have it back later. Needs the
 * right to make a network namespace.
 */
public final class Partition implements Fault {
  private static final long LOOK_MILLIS = 250;

  private final What what;
  private final Duration time;
  private long members;

  /** Which way packets are lost. */
  public enum What {
    /** What the instance sends. */
    SENT,
    /** What is sent to the instance. */
    RECEIVED,
    /** Everything. */
    BOTH
  }

  /**
   * A fault that has not come yet.
   *
   * @param time longer than a session and a transaction
   */
  public Partition(What what, Duration time) {
    this.what = what;
    this.time = time;
  }

  @Override
  public void fire(Stage stage) throws InterruptedException, ExecutionException {
    var isolation = stage.cluster().isolation();
    if (isolation.namespace().isEmpty()) {
      stage.skipped("partition: " + isolation.whyNot());
      return;
    }
    try (var admin = stage.cluster().clients().admin()) {
      fire(stage, isolation.namespace().get(), admin);
    }
  }

  private void fire(Stage stage, NetworkNamespace namespace, Admin admin)
      throws InterruptedException, ExecutionException {
    var at = Instant.now();
    members = members(stage, namespace, admin);
    var lostBefore = namespace.lost();
    lose(namespace);
    Thread.sleep(time.toMillis());
    var left = members(stage, namespace, admin);
    namespace.mend();
    stage.fired(
        "partition " + what.name().toLowerCase(Locale.ROOT),
        instance(stage).name(),
        at,
        detail(members, left, namespace.lost().since(lostBefore)));
  }

  private void lose(NetworkNamespace namespace) {
    if (what != What.RECEIVED) {
      namespace.loseSent();
    }
    if (what != What.SENT) {
      namespace.loseReceived();
    }
  }

  private static AppNode instance(Stage stage) {
    return stage.cluster().apps().get(0);
  }

  /** Of the application's group at the instance's address: one for each of its threads. */
  private static long members(Stage stage, NetworkNamespace namespace, Admin admin)
      throws InterruptedException, ExecutionException {
    var group = stage.cluster().configuration().get(Keys.APPLICATION_ID);
    return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
        .filter(member -> member.host().equals("/" + namespace.innerAddress()))
        .count();
  }

  /** Empty where it had no effect: the instance was not given up, or had not been there. */
  static String detail(long members, long left, NetworkNamespace.Lost lost) {
    return members == 0 || left > 0
        ? ""
        : "%d members given up, %d packets lost from it and %d to it"
            .formatted(members, lost.sent(), lost.received());
  }

  /** An instance says that it is ready before it knows that it was given up. */
  @Override
  public Optional<String> awaitBack(Stage stage, Duration within)
      throws InterruptedException, ExecutionException {
    var namespace = stage.cluster().isolation().namespace();
    return namespace.isEmpty() ? Optional.empty() : awaitBack(stage, namespace.get(), within);
  }

  private Optional<String> awaitBack(Stage stage, NetworkNamespace namespace, Duration within)
      throws InterruptedException, ExecutionException {
    var until = System.nanoTime() + within.toNanos();
    try (var admin = stage.cluster().clients().admin()) {
      while (members(stage, namespace, admin) < members && instance(stage).child().isAlive()) {
        if (System.nanoTime() > until) {
          return Optional.of(
              "%s is not back in its group %d s after a partition"
                  .formatted(instance(stage).name(), within.toSeconds()));
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return switch (what) {
      case SENT -> "packets of an instance lost for %d s".formatted(time.toSeconds());
      case RECEIVED -> "packets to an instance lost for %d s".formatted(time.toSeconds());
      case BOTH -> "packets lost both ways for %d s".formatted(time.toSeconds());
    };
  }
}
