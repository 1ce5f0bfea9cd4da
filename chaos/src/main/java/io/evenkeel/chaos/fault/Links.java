package io.evenkeel.chaos.fault;

import io.evenkeel.chaos.process.Proxy;
import java.time.Duration;
import java.time.Instant;

/** What happens to the links between every instance and the brokers, for so long. */
public record Links(What what, Duration time) implements Fault {
  private static final Duration SLOW = Duration.ofMillis(40);
  private static final long BREAKS_EVERY_MILLIS = 700;

  /** How a link misbehaves. */
  public enum What {
    /** Every piece is held up. */
    SLOW,
    /** Connections break off again and again. */
    LOSSY,
    /** Nothing passes either way. */
    CUT
  }

  @Override
  public void fire(Stage stage) throws InterruptedException {
    var at = Instant.now();
    var proxies = stage.cluster().proxies();
    switch (what) {
      case SLOW -> {
        proxies.forEach(proxy -> proxy.slow(SLOW));
        Thread.sleep(time.toMillis());
      }
      case LOSSY -> {
        var until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
          proxies.get(stage.random().nextInt(proxies.size())).breakOff();
          Thread.sleep(BREAKS_EVERY_MILLIS);
        }
      }
      case CUT -> {
        proxies.forEach(Proxy::cut);
        Thread.sleep(time.toMillis());
      }
    }
    proxies.forEach(Proxy::mend);
    stage.fired(
        "links " + what.name().toLowerCase(java.util.Locale.ROOT),
        "all instances",
        at,
        "for %d s".formatted(time.toSeconds()));
  }

  @Override
  public String toString() {
    return switch (what) {
      case SLOW -> "links slow for %d s".formatted(time.toSeconds());
      case LOSSY -> "links breaking off for %d s".formatted(time.toSeconds());
      case CUT -> "links cut for %d s".formatted(time.toSeconds());
    };
  }
}
