package io.evenkeel.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where routes are registered, each with the query parameters that it takes: any other is refused,
 * so that a misspelt filter does not filter nothing. The description is held against it.
 */
final class Routes {
  private final RoutesConfig config;
  private final Map<String, Set<String>> registered = new LinkedHashMap<>();

  Routes(RoutesConfig config) {
    this.config = config;
  }

  /** A route that takes no query parameters. */
  void get(String path, Handler handler) {
    get(path, Set.of(), handler);
  }

  void get(String path, Set<String> parameters, Handler handler) {
    registered.put("GET " + path, Set.copyOf(parameters));
    config.get(path, guarded(path, parameters, handler));
  }

  void post(String path, Handler handler) {
    registered.put("POST " + path, Set.of());
    config.post(path, guarded(path, Set.of(), handler));
  }

  /** Probes of the platform may add to the paths beside the API what they like. */
  private static Handler guarded(String path, Set<String> parameters, Handler handler) {
    if (!path.startsWith("/api/")) {
      return handler;
    }
    var known = Collections.unmodifiableSortedSet(new TreeSet<>(parameters));
    return ctx -> {
      Parameters.refuseOthers(ctx, known);
      handler.handle(ctx);
    };
  }

  /** The query parameters of each, by method and path, in the order of registration. */
  Map<String, Set<String>> registered() {
    return Collections.unmodifiableMap(registered);
  }
}
