package io.evenkeel.http;

import io.evenkeel.json.Json;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.javalin.http.Context;
import java.util.Optional;

/** {@code /health/live} and {@code /health/ready}. */
final class HealthRoutes {
  private final EvenkeelStreams streams;

  HealthRoutes(EvenkeelStreams streams) {
    this.streams = streams;
  }

  void addTo(Routes routes) {
    routes.get("/health/live", ctx -> answer(ctx, whyNotLive()));
    routes.get("/health/ready", ctx -> answer(ctx, streams.whyNotReady()));
  }

  private Optional<String> whyNotLive() {
    return streams.isLive()
        ? Optional.empty()
        : Optional.of("The pipeline has died; restart the process.");
  }

  private static void answer(Context ctx, Optional<String> whyNot) {
    if (whyNot.isPresent()) {
      Problem.notNow(whyNot.get()).answer(ctx);
    } else {
      ctx.contentType("application/json").result(Json.line(Json.object().put("status", "UP")));
    }
  }
}
