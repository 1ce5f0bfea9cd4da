package io.evenkeel.http;

import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Commands by POST, read by the same code as {@code produce}: 202 once the cluster has the command,
 * with the path at which its outcome stands. The same {@code commandId} again is done once.
 */
final class CommandRoutes {
  private final Posted posted;

  CommandRoutes(Posted posted) {
    this.posted = posted;
  }

  void addTo(Routes routes) {
    routes.post("/api/v1/account-commands/{key}", ctx -> send(ctx, Topics.ACCOUNT_COMMANDS));
    routes.post("/api/v1/rebalance-commands/{key}", ctx -> send(ctx, Topics.REBALANCE_COMMANDS));
    routes.post("/api/v1/market-commands/{key}", ctx -> send(ctx, Topics.MARKET_COMMANDS));
  }

  private void send(Context ctx, Topic<?> topic) {
    var key = Posted.key(ctx.pathParam("key"));
    var json = Posted.body(ctx);
    var given = json.path("commandId").asText("");
    var commandId = given.isEmpty() ? UUID.randomUUID().toString() : given;
    var untaken =
        "The cluster did not confirm the command; send it again with commandId %s, which is done once."
            .formatted(commandId);
    posted.send(topic, key, posted.read(topic, json, commandId), untaken);
    accepted(ctx, topic, key, commandId);
  }

  private static void accepted(Context ctx, Topic<?> topic, String key, String commandId) {
    var outcome = "/api/v1/%s/%s/%s".formatted(topic.name(), encoded(key), encoded(commandId));
    var json = Json.object();
    json.put("commandId", commandId);
    json.put("key", key);
    json.put("topic", topic.name());
    json.put("outcome", outcome);
    ctx.status(202)
        .header("Location", outcome)
        .contentType("application/json")
        .result(Json.line(json));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
