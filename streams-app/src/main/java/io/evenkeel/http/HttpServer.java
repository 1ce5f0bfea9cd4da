package io.evenkeel.http;

import io.evenkeel.cluster.Clients;
import io.evenkeel.metrics.Metrics;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.platform.StartupException;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side of one instance. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int MAX_THREADS = 64;

  private final Javalin server;
  private final String host;
  private final Producer<String, byte[]> producer;
  private final Feed feed;
  private final Map<String, Set<String>> routes;

  private HttpServer(
      Javalin server,
      String host,
      Producer<String, byte[]> producer,
      Feed feed,
      Map<String, Set<String>> routes) {
    this.routes = Map.copyOf(routes);
    this.server = server;
    this.host = host;
    this.producer = producer;
    this.feed = feed;
  }

  /**
   * Starts it and returns when it takes requests.
   *
   * @param clients of the cluster, for commands and the stream of events
   * @param metrics the figures of the instance
   * @throws StartupException if the port is taken
   */
  public static HttpServer start(
      HttpSettings settings,
      Clients clients,
      EvenkeelStreams streams,
      Metrics metrics,
      Clock clock) {
    var producer = clients.producer();
    var feed = new Feed(clients, settings.zone());
    var registered = new HashMap<String, Set<String>>();
    var server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, 4);
              Dashboard.addTo(config);
              registered.putAll(
                  routes(
                      config.routes, settings, clients, producer, feed, streams, metrics, clock));
            });
    try {
      return new HttpServer(
          server.start(settings.host(), settings.port()),
          settings.host(),
          producer,
          feed,
          registered);
    } catch (JavalinBindException e) {
      feed.close();
      producer.close();
      throw new StartupException(
          "Port %d on %s cannot be used for HTTP: choose another with --port or http.port, or end what holds it."
              .formatted(settings.port(), settings.host()),
          e);
    }
  }

  private static Map<String, Set<String>> routes(
      RoutesConfig config,
      HttpSettings settings,
      Clients clients,
      Producer<String, byte[]> producer,
      Feed feed,
      EvenkeelStreams streams,
      Metrics metrics,
      Clock clock) {
    var zone = settings.zone();
    var queries = streams.queries();
    var peers = new Peers(settings.token());
    var turns = new Turns();
    var whereabouts = new Whereabouts(turns, settings.advertised(), peers, queries);
    var gathering = new Gathering(turns, whereabouts, peers, queries);
    config.before(new Gate(settings)::check);
    config.before("/api/*", ctx -> ctx.header("Cache-Control", "no-store"));
    var routes = new Routes(config);
    new HealthRoutes(streams).addTo(routes);
    new MetricsRoutes(metrics::scrape).addTo(routes);
    new AccountListRoutes(queries, gathering, streams.boards(), zone, clock).addTo(routes);
    new AccountRoutes(queries, whereabouts, zone, clock).addTo(routes);
    new RequestRoutes(queries, whereabouts, gathering, zone).addTo(routes);
    new MarketRoutes(streams.boards(), zone, clock).addTo(routes);
    new TargetRoutes(streams.boards(), zone).addTo(routes);
    var posted =
        new Posted(
            producer,
            clients.serdes().serializer(SpecificRecord.class),
            clients.names(),
            zone,
            clock);
    new CommandRoutes(posted).addTo(routes);
    new RestrictionRoutes(posted).addTo(routes);
    new HaltRoutes(streams.boards(), posted, zone, clock).addTo(routes);
    new OutcomeRoutes(queries, whereabouts, zone, clock).addTo(routes);
    new StreamRoutes(feed, settings.advertised()).addTo(routes);
    new PipelineRoutes(
            queries,
            whereabouts,
            peers,
            new InstanceJson(streams, metrics, clients.names(), whereabouts.self(), clock),
            zone,
            clock)
        .addTo(routes);
    new DeadLetterRoutes(clients, producer, zone, metrics.meters().records()::replayed)
        .addTo(routes);
    new DescriptionRoutes(clients.names()).addTo(routes);
    faults(config);
    return routes.registered();
  }

  private static void faults(RoutesConfig routes) {
    routes.exception(Problem.ProblemException.class, (e, ctx) -> e.problem().answer(ctx));
    routes.exception(InvalidStateStoreException.class, (e, ctx) -> moving(ctx));
    routes.exception(HttpResponseException.class, HttpServer::refused);
    routes.exception(Exception.class, HttpServer::failed);
    routes.error(404, HttpServer::unknownPath);
  }

  private static void moving(Context ctx) {
    Problem.notNow("Tasks are moving between instances; ask again shortly.").answer(ctx);
  }

  private static void refused(HttpResponseException e, Context ctx) {
    new Problem(e.getStatus(), "The request cannot be answered", String.valueOf(e.getMessage()))
        .answer(ctx);
  }

  private static void failed(Exception e, Context ctx) {
    LOG.error("{} {} failed; the client was told so.", ctx.method(), ctx.path(), e);
    Problem.failed().answer(ctx);
  }

  /** A path that nobody serves; an unknown account or request has said so itself. */
  private static void unknownPath(Context ctx) {
    if (ctx.result() == null
        || !String.valueOf(ctx.res().getContentType()).startsWith("application/problem+json")) {
      Problem.unknown("There is no path %s here; docs/http.md lists them.".formatted(ctx.path()))
          .answer(ctx);
    }
  }

  /** The query parameters of every route that is served, by method and path; pages apart. */
  Map<String, Set<String>> routes() {
    return routes;
  }

  /** Where it listens, as a person would open it. */
  public String url() {
    return "http://%s:%d".formatted(host, server.port());
  }

  @Override
  public void close() {
    feed.close();
    server.stop();
    producer.close();
  }
}
