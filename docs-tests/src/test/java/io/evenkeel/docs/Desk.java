package io.evenkeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Where a reader sits: a directory in which the project's files are found, a shell, and terminals.
 * What a page writes lands in the directory; what it exports is known to its later commands.
 */
final class Desk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> LINKS = List.of("evenkeel", "docs", "samples", "schemas");
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> terminals = new ArrayList<>();
  private final Optional<String> python;
  private String demoCommand = "";
  private int started;

  /** What a command printed, and its exit code. */
  record Ran(int exitCode, List<String> output) {}

  Desk(Path directory) throws IOException {
    this.directory = directory;
    for (var name : LINKS) {
      Files.createSymbolicLink(directory.resolve(name), Page.HOME.resolve(name));
    }
    this.python = PYTHONS.stream().filter(this::hasPackages).findFirst();
    environment.put("PATH", programs() + ":" + System.getenv("PATH"));
    environment.put("EVENKEEL_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xshare:auto");
    environment.put("EVENKEEL_TRIAL_PORT", String.valueOf(freePort()));
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A Python that has the packages, and no Maven: what the commands start is packed already. */
  private Path programs() throws IOException {
    var programs = Files.createDirectory(directory.resolve(".programs"));
    var maven = programs.resolve("mvn");
    Files.writeString(
        maven, "#!/bin/sh\necho 'run mvn verify: the tests build nothing' >&2\nexit 1\n");
    maven.toFile().setExecutable(true);
    if (python.isPresent()) {
      var script = programs.resolve("python3");
      Files.writeString(script, "#!/bin/sh\nexec " + program(python.get()) + " \"$@\"\n");
      script.toFile().setExecutable(true);
    }
    return programs;
  }

  /** Where the path leads to it, so that the script of the same name does not call itself. */
  private static String program(String name) {
    return name.startsWith("/")
        ? name
        : Stream.of(System.getenv("PATH").split(":"))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse(name);
  }

  private boolean hasPackages(String name) {
    try {
      var tried =
          new ProcessBuilder(name, "-c", "import confluent_kafka, fastavro")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return tried.waitFor(20, TimeUnit.SECONDS) && tried.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean hasPython() {
    return python.isPresent();
  }

  /** What a page exported is not known to the next one. */
  void turnPage() {
    closeTerminals(terminals.stream().skip(demoCommand.isEmpty() ? 0 : 1).toList());
    directory.resolve(".exported").toFile().delete();
  }

  /** Starts the demo that a page asks for, on free ports, unless it is the one that runs. */
  void demo(Block block) throws IOException {
    var command = block.commands().get(0).replaceFirst("\\s+#.*", "");
    if (command.equals(demoCommand)) {
      return;
    }
    closeTerminals(List.copyOf(terminals));
    var output = terminal(command + " --port 0 --kafka-port 0 --registry-port 0");
    demoCommand = command;
    await(output, "ready; look at");
    var config = directory.resolve("demo.properties");
    environment.put("EVENKEEL_HTTP", said(output, "HTTP listens at "));
    environment.put("EVENKEEL_KAFKA", said(output, "Kafka broker listens at "));
    environment.put("EVENKEEL_REGISTRY", said(output, "schema registry listens at "));
    environment.put("EVENKEEL_CONFIG", config.toString());
    var api = environment.get("EVENKEEL_HTTP") + "/api/v1/";
    await(api + "accounts?limit=1", "\"total\":" + accountsSent(output) + ",");
    await(api + "market", "\"unpriced\":0");
    Files.writeString(
        config,
        "bootstrap.servers=%s%nschema.registry.url=%s%n"
            .formatted(environment.get("EVENKEEL_KAFKA"), environment.get("EVENKEEL_REGISTRY")));
  }

  private static String accountsSent(Path output) throws IOException {
    return Files.readAllLines(output).stream()
        .filter(line -> line.contains(" accounts sent; "))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .findFirst()
        .orElseThrow();
  }

  /** Until an answer holds this: by then a reader has opened another terminal. */
  private static void await(String url, String wanted) throws IOException {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    var client = HttpClient.newHttpClient();
    var until = System.nanoTime() + PATIENCE.toNanos();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      while (!answer.contains(wanted)) {
        assertThat(System.nanoTime()).as("no %s in %s", wanted, answer).isLessThan(until);
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts what runs until it is interrupted; gives the file of what it prints. */
  Path terminal(String script) throws IOException {
    var output = directory.resolve(".terminal-" + started++);
    terminals.add(shell(script, output).start());
    return output;
  }

  /** Runs a block to its end. */
  Ran run(String script) throws IOException, InterruptedException {
    var output = directory.resolve(".output-" + started++);
    var exported = directory.resolve(".exported");
    var known = Files.exists(exported) ? ". " + exported + "\n" : "";
    var process = shell(known + script + "export -p > " + exported + "\n", output).start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      end(process);
      return new Ran(-1, Files.readAllLines(output));
    }
    return new Ran(process.exitValue(), Files.readAllLines(output));
  }

  private ProcessBuilder shell(String script, Path output) {
    var shell = new ProcessBuilder("bash", "-eu", "-c", script);
    shell.directory(directory.toFile()).redirectErrorStream(true);
    shell.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    shell.redirectOutput(output.toFile());
    shell.environment().putAll(environment);
    return shell;
  }

  private void await(Path output, String sentence) throws IOException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (Files.readAllLines(output).stream().noneMatch(sentence::equals)) {
      if (System.nanoTime() > until || !terminals.get(terminals.size() - 1).isAlive()) {
        throw new AssertionError("not ready: " + String.join("\n", Files.readAllLines(output)));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static String said(Path output, String beginning) throws IOException {
    return Files.readAllLines(output).stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .substring(beginning.length());
  }

  private void closeTerminals(List<Process> ending) {
    for (var process : ending) {
      end(process);
      terminals.remove(process);
    }
    demoCommand = terminals.isEmpty() ? "" : demoCommand;
  }

  /** As Ctrl-C does: everything that it started is asked to end, and then waited for. */
  private static void end(Process process) {
    var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (all.stream().anyMatch(ProcessHandle::isAlive)) {
      if (System.nanoTime() > until) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** What the terminals printed, for whoever looks into a failure. */
  String terminalsSaid() {
    try (var files = Files.list(directory)) {
      var said = new StringBuilder();
      for (var file :
          files.filter(f -> f.getFileName().toString().startsWith(".terminal")).toList()) {
        var lines = Files.readAllLines(file);
        said.append("\n").append(file.getFileName()).append(":\n");
        lines.stream()
            .skip(Math.max(0, lines.size() - 30))
            .forEach(l -> said.append(l).append("\n"));
      }
      return said.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    closeTerminals(List.copyOf(terminals));
    for (var name : LINKS) {
      Files.delete(directory.resolve(name));
    }
  }
}
