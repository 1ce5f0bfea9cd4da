package io.evenkeel.instance;

import io.evenkeel.cluster.Clients;
import io.evenkeel.config.Keys;
import io.evenkeel.http.HttpServer;
import io.evenkeel.metrics.Metrics;
import io.evenkeel.notify.NotificationSettings;
import io.evenkeel.notify.Notifications;
import io.evenkeel.pipeline.runtime.DeathNotice;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.wireformat.AvroSerdes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Starts the parts of an instance whose cluster is as it must be: HTTP (so that health can be
 * asked), tasks, notifications. May be done again where it failed, since nothing stays of it.
 *
 * @param tell is told each stage as it comes up
 * @param onDeath is told once where the instance cannot go on
 * @param clock of what is told to people
 */
record Launch(
    InstanceSettings settings,
    NotificationSettings notifying,
    Clients clients,
    AvroSerdes serdes,
    Consumer<String> tell,
    DeathNotice onDeath,
    Clock clock) {

  Instance start() {
    var open = new ArrayDeque<AutoCloseable>();
    try {
      return started(open);
    } catch (RuntimeException | Error e) {
      open.forEach(part -> close(part, e));
      throw e;
    }
  }

  /**
   * @param open takes what is to be closed where something later fails, the last first
   */
  private Instance started(ArrayDeque<AutoCloseable> open) {
    var stateDirectory = Path.of(settings.configuration().get(Keys.STATE_DIR)).toAbsolutePath();
    var metrics = new Metrics(clients.names(), stateDirectory, clock);
    open.push(metrics);
    var streams =
        EvenkeelStreams.create(
            settings.client(clients),
            settings.pipeline(),
            settings.market(),
            serdes,
            metrics.meters(),
            onDeath);
    open.push(streams);
    metrics.follow(streams);
    var http = HttpServer.start(settings.http(), clients, streams, metrics, clock);
    open.push(http);
    tell.accept("HTTP listens at " + http.url());
    streams.start();
    tell.accept("boards are read");
    var notifications = notifications(http, streams);
    metrics.follow(notifications);
    return new Instance(streams, http, notifications, metrics);
  }

  private Notifications notifications(HttpServer http, EvenkeelStreams streams) {
    var turn = new DigestTurn(streams.queries(), settings.advertised());
    var notifications =
        Notifications.start(notifying, settings.configuration(), http.url(), turn, clock);
    notifying
        .endpoints()
        .keySet()
        .forEach(name -> tell.accept("notifications go to the endpoint " + name));
    return notifications;
  }

  private static void close(AutoCloseable part, Throwable fault) {
    try {
      part.close();
    } catch (Exception e) {
      fault.addSuppressed(e);
    }
  }
}
