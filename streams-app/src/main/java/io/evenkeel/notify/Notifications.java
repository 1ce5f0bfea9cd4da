package io.evenkeel.notify;

import io.evenkeel.cluster.Clients;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.webhook.Endpoint;
import io.evenkeel.webhook.HttpPost;
import io.evenkeel.webhook.Post;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of one instance: a courier for each endpoint, each on its own thread, and the
 * desk that makes the digests.
 */
public final class Notifications implements AutoCloseable {
  private static final Duration LOOK_FOR_DIGEST_EVERY = Duration.ofSeconds(5);

  private final List<EndpointCounts> counts = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();
  private @Nullable DeadLetterBox deadLetters;
  private @Nullable DigestDesk desk;

  private Notifications() {}

  /**
   * Starts them; nothing is started where no endpoint is configured.
   *
   * @param httpUrl where this instance answers, for the digests
   * @param isOurTurn whether this instance is the one that makes digests
   */
  public static Notifications start(
      NotificationSettings settings,
      Configuration configuration,
      String httpUrl,
      BooleanSupplier isOurTurn,
      InstantSource clock) {
    var queue = new QueueOverHttp(httpUrl, configuration.get(Keys.HTTP_TOKEN));
    return start(
        settings, configuration, new HttpPost(settings.timeout()), queue, isOurTurn, clock);
  }

  static Notifications start(
      NotificationSettings settings,
      Configuration configuration,
      Post post,
      QueueSource queue,
      BooleanSupplier isOurTurn,
      InstantSource clock) {
    var notifications = new Notifications();
    if (settings.isOn()) {
      try {
        notifications.open(settings, configuration, post, queue, isOurTurn, clock);
      } catch (RuntimeException | Error e) {
        notifications.close();
        throw e;
      }
    }
    return notifications;
  }

  private void open(
      NotificationSettings settings,
      Configuration configuration,
      Post post,
      QueueSource queue,
      BooleanSupplier isOurTurn,
      InstantSource clock) {
    var clients = new Clients(configuration);
    var group = configuration.get(Keys.APPLICATION_ID) + "-notify-";
    var box = new DeadLetterBox(clients);
    deadLetters = box;
    for (var endpoint : settings.endpoints().values()) {
      rounds.add(round(settings, clients, group, endpoint, post, box, clock));
    }
    var how = settings.digest();
    if (how != null && settings.types().contains(MessageType.DIGEST)) {
      var digests = configuration.get(Keys.APPLICATION_ID) + "-digests";
      var made =
          new DigestDesk(
              settings,
              how,
              isOurTurn,
              queue,
              () -> DigestTopic.open(clients, digests),
              clock,
              LOOK_FOR_DIGEST_EVERY);
      desk = made;
      made.start();
    }
  }

  private Round round(
      NotificationSettings settings,
      Clients clients,
      String group,
      Endpoint endpoint,
      Post post,
      DeadLetterBox deadLetters,
      InstantSource clock) {
    var counted = new EndpointCounts(endpoint.name());
    counts.add(counted);
    var inbox = new Inbox(clients.serdes(), clients.names(), new Wording(settings.zone()));
    var courier = new Courier(endpoint, settings, inbox, post, deadLetters, clock, counted);
    return new Round(group + endpoint.name(), inbox.topics(), clients, courier, counted);
  }

  /** What became of every endpoint's messages in this process. */
  public List<EndpointCounts> counts() {
    return Collections.unmodifiableList(counts);
  }

  /** Digests that this process made. */
  public long digestsMade() {
    return desk == null ? 0 : desk.made();
  }

  /** Ends all of them at once; what is under way is waited for a moment. */
  @Override
  public void close() {
    rounds.forEach(Round::end);
    if (desk != null) {
      desk.close();
    }
    rounds.forEach(Round::close);
    if (deadLetters != null) {
      deadLetters.close();
    }
  }
}
