package io.evenkeel.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. With a token, whoever shows it. Without one the instance is bound to loopback, and
 * then a page of some other site, open in a browser on this machine, must not get in: its Host is
 * not one of ours (rebinding a name), or its Origin is another than the Host (posting across
 * sites).
 *
 * <p>{@code /metrics} names no account, but how many there are and what is traded: it is open where
 * everything is, and has a token of its own for those who may see nothing else.
 */
final class Gate {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String BEARER = "Bearer ";

  private static final String METRICS = "/metrics";

  private final String token;
  private final String metricsToken;
  private final Set<String> hosts;

  Gate(HttpSettings settings) {
    this.token = settings.token();
    this.metricsToken = settings.metricsToken();
    this.hosts = new HashSet<>(LOOPBACK);
    hosts.add(settings.host().toLowerCase(Locale.ROOT));
    hosts.add(settings.advertised().host().toLowerCase(Locale.ROOT));
    settings.hosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
  }

  void check(Context ctx) {
    if (token.isEmpty()) {
      refuseForeignHosts(ctx);
    }
    // By how it begins: a path that ends in a slash is the same route.
    if (ctx.path().startsWith(METRICS)) {
      refuseStrangers(ctx, token, metricsToken);
    } else if (ctx.path().startsWith("/api/")) {
      refuseStrangers(ctx, token);
    }
    if (ctx.method() == HandlerType.POST) {
      refuseOtherOrigins(ctx);
      refuseOtherTypes(ctx);
    }
  }

  private void refuseForeignHosts(Context ctx) {
    var host = nameIn(ctx.header("Host"));
    if (host == null || !hosts.contains(host)) {
      throw new Problem(
              421,
              "This name is not served",
              "The host %s is none of this instance's; ask at 127.0.0.1, or name it in http.hosts."
                  .formatted(host))
          .thrown();
    }
  }

  /** Whoever shows none of the tokens that are configured; nobody where none is. */
  private static void refuseStrangers(Context ctx, String... tokens) {
    var asked = Arrays.stream(tokens).filter(token -> !token.isEmpty()).toList();
    var shown = ctx.header("Authorization");
    var isKnown =
        shown != null
            && shown.startsWith(BEARER)
            && asked.stream().anyMatch(token -> isSame(shown.substring(BEARER.length()), token));
    if (!asked.isEmpty() && !isKnown) {
      ctx.header("WWW-Authenticate", "Bearer");
      throw new Problem(
              401,
              "The token is missing or wrong",
              "Send the instance's %s as Authorization: Bearer TOKEN."
                  .formatted(ctx.path().startsWith(METRICS) ? "metrics.token" : "http.token"))
          .thrown();
    }
  }

  /** Takes as long wherever they first differ. */
  private static boolean isSame(String shown, String token) {
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuseOtherOrigins(Context ctx) {
    var origin = ctx.header("Origin");
    if (origin != null && !isOf(origin, ctx.header("Host"))) {
      throw new Problem(
              403,
              "Another site asked",
              "Commands are taken from pages of this instance and from programs, not from %s."
                  .formatted(origin))
          .thrown();
    }
  }

  private static boolean isOf(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A form of another site can post any type but this one without asking first. */
  private static void refuseOtherTypes(Context ctx) {
    var type = ctx.header("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new Problem(
              415,
              "The body is of another type",
              "Send Content-Type: application/json, not %s.".formatted(type))
          .thrown();
    }
  }

  /** The name of a Host header, without its port. */
  private static @Nullable String nameIn(@Nullable String host) {
    if (host == null) {
      return null;
    }
    var port = host.lastIndexOf(':');
    var name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    return name.toLowerCase(Locale.ROOT);
  }
}
