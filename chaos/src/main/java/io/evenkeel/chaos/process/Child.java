package io.evenkeel.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A JVM of its own, with its log in a file, that takes signals. Closing it ends it. */
public final class Child implements AutoCloseable {
  private static final long LOOK_MILLIS = 10;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(40);

  private final String name;
  private final Process process;
  private final Path log;
  private final long logStart;

  private Child(String name, Process process, Path log, long logStart) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /**
   * How a process is started.
   *
   * @param directory where its log goes
   * @param prefix what comes before {@code java}, such as {@code ip netns exec x}
   * @param environment beside this process's own
   */
  public record Start(
      String name,
      Path directory,
      List<String> prefix,
      Map<String, String> environment,
      List<String> jvmOptions,
      String main,
      List<String> arguments) {

    public static Start of(
        String name, Path directory, List<String> jvmOptions, String main, String... arguments) {
      return new Start(name, directory, List.of(), Map.of(), jvmOptions, main, List.of(arguments));
    }

    private List<String> command() {
      var command = new ArrayList<>(prefix);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvmOptions);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
      command.addAll(arguments);
      return command;
    }
  }

  public static Child start(Start start) {
    var log = start.directory().resolve(start.name() + ".log");
    try {
      var before = Files.exists(log) ? Files.size(log) : 0;
      var builder =
          new ProcessBuilder(start.command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(start.environment());
      var process = builder.start();
      var orphan = new Thread(process::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(orphan);
      process.onExit().thenRun(() -> forget(orphan));
      return new Child(start.name(), process, log, before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void forget(Thread orphan) {
    try {
      Runtime.getRuntime().removeShutdownHook(orphan);
    } catch (IllegalStateException e) {
      // This process is ending as well.
    }
  }

  public String name() {
    return name;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** What it has said since it was started. */
  public String log() {
    try (var file = Files.newByteChannel(log)) {
      file.position(logStart);
      return new String(
          java.nio.channels.Channels.newInputStream(file).readAllBytes(),
          java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the process says so. */
  public void awaitSaid(String text, Duration within) throws InterruptedException {
    await("says " + text, () -> log().contains(text), within);
  }

  /** Waits until something is so; fails where the process ends before. */
  public void await(String what, BooleanSupplier isSo, Duration within)
      throws InterruptedException {
    var until = System.nanoTime() + within.toNanos();
    while (!isSo.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new IllegalStateException(
            "%s %s before it %s; its log is %s"
                .formatted(name, process.isAlive() ? "took too long" : "ended", what, log));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Waits until the process is gone; false where it is still there then. */
  public boolean awaitEnd(Duration within) throws InterruptedException {
    return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As the shell shows it: 137 after a kill. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Ends it as a power cut would, and returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and returns when it has. */
  public void terminate() throws InterruptedException {
    process.destroy();
    if (!awaitEnd(ENDS_WITHIN)) {
      throw new IllegalStateException(name + " did not end; its log is " + log);
    }
  }

  /** Stops every thread of it where it is. */
  public void stop() throws InterruptedException {
    signal("STOP");
  }

  /** Lets it go on. */
  public void resume() throws InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws InterruptedException {
    try {
      var exit =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("%s took no %s".formatted(name, signal));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
