package io.evenkeel.notify;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.ConfigurationException;
import io.evenkeel.config.Keys;
import io.evenkeel.config.Spelling;
import io.evenkeel.webhook.Endpoint;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell what, where and how.
 *
 * @param endpoints by name; empty where notifications are off
 * @param types that are sent
 * @param timeout of one attempt
 * @param giveUpAfter how old a message becomes before a failure is its last
 * @param atOnce attempts under way to one endpoint
 * @param zone of the times that are told
 * @param digest when and how the digest is made; {@code null} where it is off
 */
public record NotificationSettings(
    Map<String, Endpoint> endpoints,
    Routing routing,
    Set<MessageType> types,
    Duration timeout,
    Duration giveUpAfter,
    int atOnce,
    ZoneId zone,
    @Nullable DigestSettings digest) {
  /** Each endpoint reads the topics by itself. */
  static final int MOST_ENDPOINTS = 32;

  /**
   * When and how the digest is made.
   *
   * @param top accounts that it names at most
   * @param whenEmpty whether it is sent to an advisor whose queue is empty
   */
  public record DigestSettings(LocalTime at, ZoneId zone, int top, boolean whenEmpty) {}

  /**
   * As configured.
   *
   * @throws ConfigurationException where something is missing or contradicts itself
   */
  public static NotificationSettings of(Configuration configuration) {
    var endpoints = new EndpointReading(configuration).endpoints();
    var routing = routing(configuration);
    requireKnown(routing, endpoints.keySet());
    requireUsed(routing, endpoints.keySet());
    return new NotificationSettings(
        endpoints,
        routing,
        types(configuration.get(Keys.NOTIFY_TYPES)),
        configuration.get(Keys.NOTIFY_TIMEOUT),
        configuration.get(Keys.NOTIFY_GIVE_UP),
        configuration.get(Keys.NOTIFY_AT_ONCE),
        configuration.get(Keys.DAY_ZONE),
        digest(configuration).orElse(null));
  }

  /** Whether anybody is told anything. */
  public boolean isOn() {
    return !endpoints.isEmpty();
  }

  /** The endpoint that is told of an advisor; of securities where both are {@code null}. */
  public Optional<Endpoint> endpointOf(@Nullable String firmId, @Nullable String advisorId) {
    return routing.endpointOf(firmId, advisorId).map(endpoints::get);
  }

  /** The firms that have an advisor of this name with a route of their own. */
  public List<String> firmsThatName(String advisorId) {
    return routing.advisors().keySet().stream()
        .filter(route -> route.substring(route.indexOf('/') + 1).equals(advisorId))
        .map(route -> route.substring(0, route.indexOf('/')))
        .sorted()
        .toList();
  }

  /** Whether such a message goes to that endpoint. */
  boolean isFor(Endpoint endpoint, Message message) {
    return types.contains(message.type())
        && routing
            .endpointOf(message.firmId(), message.advisorId())
            .filter(endpoint.name()::equals)
            .isPresent();
  }

  private static Routing routing(Configuration configuration) {
    var advisors = configuration.family(Keys.NOTIFY_ADVISOR);
    for (var route : advisors.keySet()) {
      if (route.indexOf('/') < 1 || route.endsWith("/")) {
        throw new ConfigurationException(
            "notifications.advisor.%s names no firm; write notifications.advisor.FIRM/ADVISOR, such as notifications.advisor.ACME/ANN"
                .formatted(route));
      }
    }
    var standard = configuration.get(Keys.NOTIFY_DEFAULT);
    return new Routing(
        advisors, configuration.family(Keys.NOTIFY_FIRM), standard.isEmpty() ? null : standard);
  }

  private static Map<String, String> routesByKey(Routing routing) {
    var routes = new TreeMap<String, String>();
    routing.advisors().forEach((who, to) -> routes.put("notifications.advisor." + who, to));
    routing.firms().forEach((who, to) -> routes.put("notifications.firm." + who, to));
    if (routing.standard() != null) {
      routes.put("notifications.default", routing.standard());
    }
    return routes;
  }

  private static void requireKnown(Routing routing, Set<String> endpoints) {
    routesByKey(routing)
        .forEach(
            (key, to) -> {
              if (!to.equals(Routing.NOBODY) && !endpoints.contains(to)) {
                throw new ConfigurationException(
                    "%s=%s names no endpoint; %s"
                        .formatted(
                            key,
                            to,
                            nearest(endpoints, to)
                                .map(name -> "the nearest is " + name)
                                .orElse("there is none: set notifications.url." + to)));
              }
            });
  }

  private static Optional<String> nearest(Set<String> names, String written) {
    return names.stream().min(Comparator.comparingInt(n -> Spelling.distance(n, written)));
  }

  private static void requireUsed(Routing routing, Set<String> endpoints) {
    var unused = new HashSet<>(endpoints);
    unused.removeAll(routesByKey(routing).values());
    unused.stream()
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new ConfigurationException(
                  "the endpoint %s is told of nobody; set notifications.default=%s, or notifications.firm.FIRM=%s"
                      .formatted(name, name, name));
            });
  }

  private static Set<MessageType> types(List<String> written) {
    if (written.equals(List.of("all"))) {
      return Set.copyOf(EnumSet.allOf(MessageType.class));
    }
    var types = EnumSet.noneOf(MessageType.class);
    written.forEach(name -> types.add(type(name)));
    if (types.isEmpty()) {
      throw new ConfigurationException(
          "notifications.types names no type; write all, or some of " + names());
    }
    return Set.copyOf(types);
  }

  private static MessageType type(String name) {
    return Arrays.stream(MessageType.values())
        .filter(type -> type.written().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "notifications.types: there is no type %s; it is all, or some of %s"
                        .formatted(name, names())));
  }

  private static String names() {
    return String.join(
        ", ", Arrays.stream(MessageType.values()).map(MessageType::written).toList());
  }

  private static Optional<DigestSettings> digest(Configuration configuration) {
    return configuration
        .get(Keys.DIGEST_AT)
        .map(
            at ->
                new DigestSettings(
                    at,
                    configuration.get(Keys.DIGEST_ZONE).orElse(configuration.get(Keys.DAY_ZONE)),
                    configuration.get(Keys.DIGEST_TOP),
                    configuration.get(Keys.DIGEST_WHEN_EMPTY).equals("send")));
  }
}
