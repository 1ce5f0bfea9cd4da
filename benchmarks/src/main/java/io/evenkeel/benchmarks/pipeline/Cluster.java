package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.Evenkeel;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A platform and an application, each a process of its own, and the configuration of both. */
final class Cluster implements AutoCloseable {
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);
  private static final Duration READY_WITHIN = Duration.ofMinutes(10);

  private final Size size;
  private final Path directory;
  private final int httpPort;
  private final Configuration configuration;
  private final ChildProcess platform;
  private ChildProcess app;

  /**
   * What the application is given.
   *
   * @param heap as -Xmx takes it
   */
  record Size(int partitions, int threads, String heap) {}

  Cluster(Size size, Path directory) throws IOException, InterruptedException {
    this.size = size;
    this.directory = directory;
    var kafkaPort = freePort();
    var registryPort = freePort();
    this.httpPort = freePort();
    this.configuration = Configuration.of(settings(kafkaPort, registryPort));
    this.platform =
        ChildProcess.start(
            "platform",
            directory,
            List.of("-Xmx2g"),
            Platform.class,
            directory.resolve("platform").toString(),
            Integer.toString(kafkaPort),
            Integer.toString(registryPort));
    platform.awaitReady(STARTED_WITHIN);
    var clients = clients();
    try (var admin = clients.admin()) {
      TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
    }
    Files.writeString(directory.resolve("app.properties"), properties());
    this.app = startApp();
  }

  private Map<String, String> settings(int kafkaPort, int registryPort) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("bootstrap.servers", "127.0.0.1:" + kafkaPort);
    settings.put("schema.registry.url", "http://127.0.0.1:" + registryPort);
    settings.put("topics.partitions", Integer.toString(size.partitions()));
    settings.put("topics.replication", "1");
    settings.put("http.port", Integer.toString(httpPort));
    settings.put("state.dir", directory.resolve("state").toString());
    settings.put("streams.num.stream.threads", Integer.toString(size.threads()));
    settings.put("producer.batch.size", "262144");
    return settings;
  }

  private String properties() {
    var text = new StringBuilder();
    configuration.written().forEach((name, value) -> text.append(name + "=" + value + "\n"));
    return text.toString();
  }

  Clients clients() {
    return new Clients(configuration);
  }

  /** Where the application's HTTP listens. */
  String url() {
    return "http://127.0.0.1:" + httpPort;
  }

  ChildProcess platform() {
    return platform;
  }

  ChildProcess app() {
    return app;
  }

  private ChildProcess startApp() {
    return ChildProcess.start(
        "app",
        directory,
        appOptions(),
        Evenkeel.class,
        "run",
        "--config",
        directory.resolve("app.properties").toString());
  }

  /** {@code -Dbenchmarks.app.options=…} adds to them, such as a profiler's. */
  private List<String> appOptions() {
    var options = new ArrayList<>(List.of("-Xmx" + size.heap(), "-XX:+UseG1GC"));
    var more = System.getProperty("benchmarks.app.options", "");
    options.addAll(Arrays.stream(more.split(" ")).filter(o -> !o.isEmpty()).toList());
    return options;
  }

  void stopApp() {
    app.close();
  }

  /** Starts the application again and returns how long it took to be ready. */
  void restartApp() throws IOException, InterruptedException {
    app = startApp();
    awaitReady();
  }

  void awaitReady() throws IOException, InterruptedException {
    var until = System.nanoTime() + READY_WITHIN.toNanos();
    while (!isReady()) {
      app.requireAlive();
      if (System.nanoTime() > until) {
        throw new IllegalStateException("the app did not become ready; its log is in " + directory);
      }
      Thread.sleep(20);
    }
  }

  private boolean isReady() throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url() + "/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false; // Nobody listens yet.
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    app.close();
    platform.close();
  }
}
