package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.CommandEnvelope;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import io.evenkeel.json.RecordReader;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands by POST, read by the same code as {@code produce}: 202 once the cluster has the command,
 * with the path at which its outcome stands. The same {@code commandId} again is done once.
 */
final class CommandRoutes {
  /** Enough for 10,000 accounts with their hashes. */
  static final int LARGEST_BODY_BYTES = 2_000_000;

  private static final int LONGEST_ID = 200;
  private static final int TAKEN_WITHIN_SECONDS = 10;
  private static final Logger LOG = LoggerFactory.getLogger(CommandRoutes.class);

  private final Producer<String, byte[]> producer;
  private final Serializer<SpecificRecord> serializer;
  private final TopicNames names;
  private final ZoneId zone;
  private final Clock clock;

  CommandRoutes(
      Producer<String, byte[]> producer,
      Serializer<SpecificRecord> serializer,
      TopicNames names,
      ZoneId zone,
      Clock clock) {
    this.producer = producer;
    this.serializer = serializer;
    this.names = names;
    this.zone = zone;
    this.clock = clock;
  }

  void addTo(Routes routes) {
    routes.post("/api/v1/account-commands/{key}", ctx -> send(ctx, Topics.ACCOUNT_COMMANDS));
    routes.post("/api/v1/rebalance-commands/{key}", ctx -> send(ctx, Topics.REBALANCE_COMMANDS));
    routes.post("/api/v1/market-commands/{key}", ctx -> send(ctx, Topics.MARKET_COMMANDS));
  }

  private void send(Context ctx, Topic<?> topic) {
    var key = key(ctx.pathParam("key"));
    var json = body(ctx);
    var given = json.path("commandId").asText("");
    var commandId = given.isEmpty() ? UUID.randomUUID().toString() : given;
    var command = read(topic, json, commandId);
    taken(topic, key, command, commandId);
    accepted(ctx, topic, key, commandId);
  }

  /** Sends a control, whose fields are all there; a fault of theirs is the caller's. */
  void sendControl(String key, ObjectNode json) {
    var control = new RecordReader(zone, Map.of()).read(Topics.CONTROLS.value(), json);
    taken(Topics.CONTROLS, key, control, key);
  }

  /** An id that stands in a path, which is not arbitrarily long. */
  static String key(String id) {
    if (id.isBlank() || id.length() > LONGEST_ID) {
      throw Problem.badRequest(
              "The id in the path has %d characters; it is 1 to %d."
                  .formatted(id.length(), LONGEST_ID))
          .thrown();
    }
    return id;
  }

  static ObjectNode body(Context ctx) {
    var text = text(ctx);
    try {
      if (Json.tree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonFault fault) {
      throw Problem.badRequest("The body is " + fault.sentence() + ".").thrown();
    }
    throw Problem.badRequest("The body is not a JSON object; docs/commands.md shows commands.")
        .thrown();
  }

  private static String text(Context ctx) {
    try (var in = ctx.bodyInputStream()) {
      var bytes = in.readNBytes(LARGEST_BODY_BYTES + 1);
      if (bytes.length > LARGEST_BODY_BYTES) {
        throw new Problem(
                413,
                "The request is too large",
                "The body has more than %d bytes; split the request.".formatted(LARGEST_BODY_BYTES))
            .thrown();
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Problem.badRequest("The body did not arrive whole; send it again.").thrown();
    }
  }

  private SpecificRecord read(Topic<?> topic, ObjectNode json, String commandId) {
    var envelope = CommandEnvelope.of(commandId, "http", clock.instant(), null);
    try {
      return new RecordReader(zone, envelope).read(topic.value(), json);
    } catch (JsonFault fault) {
      throw Problem.badRequest(
              "%s%s; nothing was sent."
                  .formatted(
                      fault.field().isEmpty() ? "" : "Field " + fault.field() + ": ",
                      fault.sentence()))
          .thrown();
    }
  }

  private void taken(Topic<?> topic, String key, SpecificRecord command, String commandId) {
    var name = names.of(topic);
    try {
      producer
          .send(new ProducerRecord<>(name, key, serializer.serialize(name, command)))
          .get(TAKEN_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Command {} was not taken by {}", commandId, name, e);
      throw untaken(commandId).thrown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw untaken(commandId).thrown();
    }
  }

  private static Problem untaken(String commandId) {
    return Problem.notNow(
        "The cluster did not confirm the command; send it again with commandId %s, which is done once."
            .formatted(commandId));
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
