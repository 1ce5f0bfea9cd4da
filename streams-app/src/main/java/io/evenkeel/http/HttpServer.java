package io.evenkeel.http;

import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.platform.StartupException;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.time.Clock;
import java.time.ZoneId;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side of one instance. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int MAX_THREADS = 32;

  private final Javalin server;
  private final String host;

  private HttpServer(Javalin server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Starts it and returns when it takes requests.
   *
   * @param port 0 for any free one
   * @param advertised where other instances reach this one; host:port
   * @param zone in which times are shown
   * @throws StartupException if the port is taken
   */
  public static HttpServer start(
      String host,
      int port,
      HostInfo advertised,
      EvenkeelStreams streams,
      ZoneId zone,
      Clock clock) {
    var server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, 4);
              routes(config.routes, new Whereabouts(advertised), streams, zone, clock);
            });
    try {
      return new HttpServer(server.start(host, port), host);
    } catch (JavalinBindException e) {
      throw new StartupException(
          "Port %d on %s cannot be used for HTTP: choose another with --port or http.port, or end what holds it."
              .formatted(port, host),
          e);
    }
  }

  private static void routes(
      RoutesConfig routes,
      Whereabouts whereabouts,
      EvenkeelStreams streams,
      ZoneId zone,
      Clock clock) {
    new HealthRoutes(streams).addTo(routes);
    new AccountRoutes(streams.queries(), whereabouts, zone, clock).addTo(routes);
    new QueueRoutes(streams.queries(), zone, clock).addTo(routes);
    new HistoryRoutes(streams.queries(), whereabouts, zone).addTo(routes);
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
    if (ctx.result() == null || !"application/problem+json".equals(ctx.res().getContentType())) {
      Problem.unknown("There is no path %s here; docs/http.md lists them.".formatted(ctx.path()))
          .answer(ctx);
    }
  }

  /** Where it listens, as a person would open it. */
  public String url() {
    return "http://%s:%d".formatted(host, server.port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
