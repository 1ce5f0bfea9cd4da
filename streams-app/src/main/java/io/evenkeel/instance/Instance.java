package io.evenkeel.instance;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.StartupChecks;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.ConfigurationException;
import io.evenkeel.config.Keys;
import io.evenkeel.config.Rules;
import io.evenkeel.http.HttpServer;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.market.MarketSettings;
import io.evenkeel.pipeline.runtime.ClientSettings;
import io.evenkeel.pipeline.runtime.DeathNotice;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.wireformat.AvroSerdes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The pipeline and its HTTP side in this process, against a cluster and a registry that are there.
 *
 * <p>Started in the order: checks, schemas, HTTP (so that health can be asked), tasks. Closed in
 * the opposite one.
 */
public final class Instance implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final EvenkeelStreams streams;
  private final HttpServer http;

  private Instance(EvenkeelStreams streams, HttpServer http) {
    this.streams = streams;
    this.http = http;
  }

  /**
   * Starts an instance; it is ready some seconds later.
   *
   * @param tell is told each stage as it comes up
   * @param onDeath is told once where the instance cannot go on
   * @throws ConfigurationException with every finding, where the cluster is not as it must be
   */
  public static Instance start(
      Configuration configuration, Consumer<String> tell, DeathNotice onDeath) {
    var clients = new Clients(configuration);
    check(configuration, clients);
    var serdes = clients.serdes();
    prepareSchemas(serdes, clients.names());
    tell.accept("topics and schemas are as they should be");
    var streams =
        EvenkeelStreams.create(
            client(configuration, clients),
            pipeline(configuration, clients.names()),
            market(configuration),
            serdes,
            onDeath);
    return started(configuration, tell, streams);
  }

  private static Instance started(
      Configuration configuration, Consumer<String> tell, EvenkeelStreams streams) {
    try {
      var http =
          HttpServer.start(
              configuration.get(Keys.HTTP_HOST),
              configuration.get(Keys.HTTP_PORT),
              HostInfo.buildFromEndpoint(advertised(configuration)),
              streams,
              configuration.get(Keys.DAY_ZONE),
              Clock.systemUTC());
      tell.accept("HTTP listens at " + http.url());
      streams.start();
      tell.accept("boards are read");
      return new Instance(streams, http);
    } catch (RuntimeException | Error e) {
      streams.close();
      throw e;
    }
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

  private static ClientSettings client(Configuration configuration, Clients clients) {
    var usual =
        ClientSettings.of(
            configuration.get(Keys.APPLICATION_ID),
            configuration.get(Keys.BOOTSTRAP_SERVERS),
            configuration.get(Keys.STATE_DIR));
    return new ClientSettings(
        usual.applicationId(),
        usual.bootstrapServers(),
        usual.stateDirectory(),
        configuration.get(Keys.GROUP_PROTOCOL),
        configuration.get(Keys.STANDBYS),
        configuration.get(Keys.SESSION_TIMEOUT),
        configuration.get(Keys.TRANSACTION_TIMEOUT),
        configuration.get(Keys.COMMIT_INTERVAL),
        usual.threads(),
        passedThrough(configuration, clients));
  }

  private static Map<String, String> passedThrough(Configuration configuration, Clients clients) {
    var passed = new TreeMap<String, String>();
    clients
        .connection("streams.")
        .forEach((key, value) -> passed.put(key.toString(), value.toString()));
    configuration
        .passedThrough()
        .forEach(
            (name, value) -> {
              if (name.startsWith("producer.")
                  || name.startsWith("consumer.")
                  || name.startsWith("admin.")) {
                passed.put(name, value);
              }
            });
    passed.put("application.server", advertised(configuration));
    return passed;
  }

  /** Where other instances find this one's HTTP. */
  private static String advertised(Configuration configuration) {
    var written = configuration.get(Keys.HTTP_ADVERTISED);
    return written.isEmpty()
        ? configuration.get(Keys.HTTP_HOST) + ":" + configuration.get(Keys.HTTP_PORT)
        : written;
  }

  private static PipelineSettings pipeline(Configuration configuration, TopicNames names) {
    var rules = new Rules(configuration);
    return PipelineSettings.of(names, rules.accounts(), rules.requests())
        .judgingEvery(configuration.get(Keys.PUNCTUATION));
  }

  private static MarketSettings market(Configuration configuration) {
    var rules = new Rules(configuration);
    return new MarketSettings(rules.guard(), rules.staleAfter());
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

  @Override
  public void close() {
    http.close();
    streams.close();
  }
}
