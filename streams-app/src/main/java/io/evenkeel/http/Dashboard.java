package io.evenkeel.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.util.Map;

/** The pages at {@code /}: files of the application's jar. */
final class Dashboard {
  private static final String DIRECTORY = "/dashboard";

  /** Nothing from elsewhere and nothing inline; the browser tests hold the pages to it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private Dashboard() {}

  static void addTo(JavalinConfig config) {
    if (Dashboard.class.getResource(DIRECTORY + "/index.html") == null) {
      return;
    }
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/";
          files.directory = DIRECTORY;
          files.location = Location.CLASSPATH;
          files.headers =
              Map.of(
                  "Cache-Control",
                  "no-cache",
                  "Content-Security-Policy",
                  POLICY,
                  "X-Content-Type-Options",
                  "nosniff",
                  "Referrer-Policy",
                  "no-referrer");
        });
  }
}
