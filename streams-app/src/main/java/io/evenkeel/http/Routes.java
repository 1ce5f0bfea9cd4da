package io.evenkeel.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where routes are registered, so that the description of them can be held against them. */
final class Routes {
  private final RoutesConfig config;
  private final List<String> registered = new ArrayList<>();

  Routes(RoutesConfig config) {
    this.config = config;
  }

  void get(String path, Handler handler) {
    registered.add("GET " + path);
    config.get(path, handler);
  }

  void post(String path, Handler handler) {
    registered.add("POST " + path);
    config.post(path, handler);
  }

  /** Each as method and path, in the order in which they were registered. */
  List<String> registered() {
    return Collections.unmodifiableList(registered);
  }
}
