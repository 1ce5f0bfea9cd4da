package io.evenkeel.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Inside an instance: sends its own process the signal that it is armed with, at the moment that it
 * is armed for. Whoever is at that moment waits there, so that nothing later happens on its thread.
 */
final class Trigger {
  private static final long LOOK_NANOS = 5_000_000;
  private static final Trigger OF_PROCESS = start();

  private final Armed armed;
  private volatile @Nullable State state;

  private record State(Armed.Order order, int passed) {}

  private Trigger(Armed armed) {
    this.armed = armed;
  }

  static Trigger ofProcess() {
    return OF_PROCESS;
  }

  private static Trigger start() {
    var file = System.getProperty(Armed.FILE_PROPERTY);
    if (file == null) {
      throw new IllegalStateException("no " + Armed.FILE_PROPERTY);
    }
    var trigger = new Trigger(new Armed(Path.of(file)));
    trigger.look();
    var looking = new Thread(trigger::lookAlways, "chaos-trigger");
    looking.setDaemon(true);
    looking.start();
    return trigger;
  }

  private void lookAlways() {
    while (true) {
      look();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private synchronized void look() {
    var order = armed.read().orElse(null);
    var now = state;
    if (order == null) {
      state = null;
    } else if (now == null || !now.order().equals(order)) {
      state = new State(order, 0);
    }
  }

  /** This moment is now. */
  void at(Moment moment) {
    var now = state;
    if (now != null && now.order().moment() == moment && isDue(moment)) {
      signal(now.order().signal());
    }
  }

  private synchronized boolean isDue(Moment moment) {
    var now = state;
    if (now == null || now.order().moment() != moment) {
      return false;
    }
    if (now.passed() < now.order().passes()) {
      state = new State(now.order(), now.passed() + 1);
      return false;
    }
    state = null;
    armed.note();
    return true;
  }

  private static void signal(String signal) {
    var pid = ProcessHandle.current().pid();
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
