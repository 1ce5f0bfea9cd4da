package io.evenkeel.instance;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.StartupChecks;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.ConfigurationException;
import io.evenkeel.http.HttpServer;
import io.evenkeel.metrics.Metrics;
import io.evenkeel.notify.NotificationSettings;
import io.evenkeel.notify.Notifications;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.runtime.DeathNotice;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.pipeline.runtime.LocalState;
import io.evenkeel.wireformat.AvroSerdes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The pipeline and its HTTP side in this process, against a cluster and a registry that are there.
 *
 * <p>Checks and schemas come first, then a {@link Launch}. Notifications, which only look on, end
 * first.
 */
public final class Instance implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final EvenkeelStreams streams;
  private final HttpServer http;
  private final Notifications notifications;
  private final Metrics metrics;

  Instance(EvenkeelStreams streams, HttpServer http, Notifications notifications, Metrics metrics) {
    this.metrics = metrics;
    this.streams = streams;
    this.http = http;
    this.notifications = notifications;
  }

  /**
   * Starts an instance; it is ready some seconds later.
   *
   * @param tell is told each stage as it comes up
   * @param onDeath is told once where the instance cannot go on
   * @throws ConfigurationException with every finding, where the cluster is not as it must be
   */
  public static Instance start(Configuration written, Consumer<String> tell, DeathNotice onDeath) {
    return start(written, tell, onDeath, Clock.systemUTC());
  }

  /**
   * The same.
   *
   * @param clock of what is told to people: HTTP, metrics, notifications. The pipeline goes by the
   *     times of its records
   */
  public static Instance start(
      Configuration written, Consumer<String> tell, DeathNotice onDeath, Clock clock) {
    var configuration = HttpAddress.settled(written);
    var notifying = NotificationSettings.of(configuration);
    var clients = new Clients(configuration);
    check(configuration, clients);
    var settings = new InstanceSettings(configuration, clients.names());
    var serdes = clients.serdes();
    prepareSchemas(serdes, clients.names());
    tell.accept("topics and schemas are as they should be");
    var launch = new Launch(settings, notifying, clients, serdes, tell, onDeath, clock);
    return LocalState.of(settings.client(clients)).startedWith(launch::start);
  }

  private static void check(Configuration configuration, Clients clients) {
    try (var admin = clients.admin()) {
      var findings = StartupChecks.findings(admin, TopicPlan.of(configuration, clients.names()));
      if (!findings.isEmpty()) {
        throw new ConfigurationException(String.join(System.lineSeparator(), findings));
      }
    }
  }

  /** A schema that the registry refuses is met here, not by the first event of the day. */
  private static void prepareSchemas(AvroSerdes serdes, TopicNames names) {
    new TreeMap<>(TopicPlan.schemas(names)).forEach(serdes::prepare);
  }

  /** Why it is not ready; empty where it is. */
  public Optional<String> whyNotReady() {
    return streams.whyNotReady();
  }

  /** Waits until it is ready; false where so much time passed before. */
  public boolean awaitReady(Duration within) throws InterruptedException {
    var until = System.nanoTime() + within.toNanos();
    while (whyNotReady().isPresent()) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
    return true;
  }

  public HttpServer http() {
    return http;
  }

  /** What became of notifications; none are sent where no endpoint is configured. */
  public Notifications notifications() {
    return notifications;
  }

  @Override
  public void close() {
    notifications.close();
    http.close();
    streams.close();
    metrics.close();
  }
}
