package io.evenkeel.chaos.process;

import io.evenkeel.Evenkeel;
import io.evenkeel.chaos.fault.Armed;
import io.evenkeel.chaos.fault.WatchedClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An instance of the application, by its own command line, with a state directory of its own. */
public final class AppNode implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration ASKED_FOR = Duration.ofSeconds(5);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int number;
  private final Path directory;
  private final Place place;
  private final Program program;
  private final Armed armed;
  private Map<String, String> environment = Map.of();
  private Child child;

  /**
   * What runs.
   *
   * @param heap as -Xmx takes it
   * @param before arguments before the configuration file's
   * @param after arguments after it
   */
  record Program(Class<?> main, String heap, List<String> before, List<String> after) {
    /** The application by its own command line. */
    static Program run(String heap) {
      return new Program(Evenkeel.class, heap, List.of("run", "--config"), List.of());
    }
  }

  /**
   * Where it runs.
   *
   * @param host the address of its HTTP
   * @param prefix what comes before {@code java}
   */
  record Place(String host, int httpPort, List<String> prefix) {}

  AppNode(int number, Path directory, Place place, Program program, Map<String, String> settings) {
    this.number = number;
    this.directory = directory;
    this.place = place;
    this.program = program;
    this.armed = new Armed(directory.resolve(name() + ".armed"));
    var own = new TreeMap<>(settings);
    own.put("http.host", place.host());
    own.put("http.port", Integer.toString(place.httpPort()));
    own.put("state.dir", stateDirectory().toString());
    own.put("streams.default.client.supplier", WatchedClients.class.getName());
    write(own);
    this.child = launch();
  }

  private void write(Map<String, String> settings) {
    var text = new StringBuilder();
    settings.forEach((name, value) -> text.append(name + "=" + value + "\n"));
    try {
      Files.writeString(file(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return directory.resolve(name() + ".properties");
  }

  private Child launch() {
    var options =
        new ArrayList<>(
            List.of(
                "-Xmx" + program.heap(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-D" + Armed.FILE_PROPERTY + "=" + armed.file()));
    var arguments = new ArrayList<>(program.before());
    arguments.add(file().toString());
    arguments.addAll(program.after());
    return Child.start(
        new Child.Start(
            name(),
            directory,
            place.prefix(),
            environment,
            options,
            program.main().getName(),
            arguments));
  }

  public String name() {
    return "app-" + number;
  }

  public Path stateDirectory() {
    return directory.resolve(name() + "-state");
  }

  public Child child() {
    return child;
  }

  /** What it is to do to itself at a named moment. */
  public Armed armed() {
    return armed;
  }

  /** The environment that it is started with from now on, beside this process's own. */
  public void under(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Starts it again on the state that it left; it is ready some seconds later. */
  public void restart() {
    child.close();
    child = launch();
  }

  /** How often its busiest thread was told since the start of its log that tasks are dealt out. */
  public long rebalances() {
    return child
        .log()
        .lines()
        .filter(line -> line.startsWith(WatchedClients.REBALANCED))
        .collect(Collectors.groupingBy(line -> line, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(count -> count)
        .max()
        .orElse(0);
  }

  /** Whether it answers that it is ready. */
  public boolean isReady() {
    var ready = "http://%s:%d/health/ready".formatted(place.host(), place.httpPort());
    var request = HttpRequest.newBuilder(URI.create(ready)).timeout(ASKED_FOR).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public void awaitReady() throws InterruptedException {
    child.await("is ready", this::isReady, READY_WITHIN);
  }

  @Override
  public void close() {
    child.close();
  }
}
