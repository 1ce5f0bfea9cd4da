package io.evenkeel.http;

import java.util.function.Supplier;

/** {@code /metrics}: the figures of this instance, in Prometheus' text format. */
final class MetricsRoutes {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<String> metrics;

  MetricsRoutes(Supplier<String> metrics) {
    this.metrics = metrics;
  }

  void addTo(Routes routes) {
    routes.get("/metrics", ctx -> ctx.contentType(TYPE).result(metrics.get()));
  }
}
