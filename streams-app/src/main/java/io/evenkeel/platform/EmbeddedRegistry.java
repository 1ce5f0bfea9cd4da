package io.evenkeel.platform;

import io.evenkeel.platform.registry.JsonLinesJournal;
import io.evenkeel.platform.registry.SchemaLedger;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.nio.file.Path;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A schema registry inside this process, on loopback, that answers like Confluent's. What it was
 * told stands in a journal in its data directory, so ids are the same after a restart.
 *
 * <p>Stricter than Confluent's in two things: FULL_TRANSITIVE from the start, and a decimal's
 * precision and scale never change.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final int MAX_THREADS = 16;

  private final DataDirectory directory;
  private final JsonLinesJournal journal;
  private final Javalin server;
  private final int port;

  private EmbeddedRegistry(DataDirectory directory, JsonLinesJournal journal, Javalin server) {
    this.directory = directory;
    this.journal = journal;
    this.server = server;
    this.port = server.port();
  }

  /**
   * Starts a registry and returns when it takes requests.
   *
   * @param dataDirectory created if missing; not the broker's
   * @param port 0 for any free one
   * @throws StartupException if the directory cannot be written or is in use, or the port is taken
   */
  public static EmbeddedRegistry start(Path dataDirectory, int port) {
    var directory = DataDirectory.claim(dataDirectory);
    try {
      return opened(directory, port);
    } catch (RuntimeException | Error e) {
      directory.close();
      throw e;
    }
  }

  private static EmbeddedRegistry opened(DataDirectory directory, int port) {
    var journal = JsonLinesJournal.open(directory.path().resolve("schemas.jsonl"));
    try {
      var server = server(new RegistryRoutes(new SchemaLedger(journal)));
      return new EmbeddedRegistry(directory, journal, listening(server, port));
    } catch (RuntimeException | Error e) {
      journal.close();
      throw e;
    }
  }

  private static Javalin server(RegistryRoutes routes) {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, 4);
          routes.addTo(config.routes);
        });
  }

  private static Javalin listening(Javalin server, int port) {
    try {
      return server.start(LoopbackPort.HOST, port);
    } catch (JavalinBindException e) {
      throw LoopbackPort.inUse(port, "--registry-port", e);
    }
  }

  /** What a client puts into {@code schema.registry.url}. */
  public String url() {
    return "http://%s:%d".formatted(LoopbackPort.HOST, port);
  }

  /** Stops answering; what was registered is on disk already. */
  @Override
  public void close() {
    try {
      server.stop();
    } finally {
      journal.close();
      directory.close();
    }
  }
}
