package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountGain;
import io.evenkeel.schemas.Digest;
import io.evenkeel.schemas.LineNote;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.ProposedAcr;
import io.evenkeel.schemas.ProposedOrder;
import io.evenkeel.schemas.Transfer;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * {@code /openapi.json} and {@code /asyncapi.json}: what is served here, and the topics. Paths and
 * webhooks stand in resources; the schemas of records are made from their Avro schemas, so that
 * they cannot differ.
 */
final class DescriptionRoutes {
  private static final String PATHS = "/http/openapi.json";
  private static final String WEBHOOKS = "/http/webhooks.json";
  private static final String AVRO = "application/vnd.apache.avro+json;version=1.12.0";

  private static final List<Topic<?>> COMMANDS =
      List.of(Topics.ACCOUNT_COMMANDS, Topics.REBALANCE_COMMANDS, Topics.MARKET_COMMANDS);
  private static final List<Class<?>> PARTS =
      List.of(
          Positions.class,
          ProposedOrder.class,
          ProposedAcr.class,
          Transfer.class,
          LineNote.class,
          AccountGain.class,
          Digest.class);

  private final String openApi;
  private final String asyncApi;

  DescriptionRoutes(TopicNames names) {
    this.openApi = Json.line(openApi());
    this.asyncApi = Json.line(asyncApi(names));
  }

  void addTo(Routes routes) {
    routes.get("/openapi.json", ctx -> answer(ctx, openApi));
    routes.get("/asyncapi.json", ctx -> answer(ctx, asyncApi));
  }

  private static void answer(Context ctx, String description) {
    ctx.contentType("application/json").result(description);
  }

  static ObjectNode openApi() {
    var json = (ObjectNode) Json.tree(text(PATHS));
    var records = new AvroJsonSchema((ObjectNode) json.at("/components/schemas"));
    Feed.TYPES.forEach(topic -> records.addWritten(schema(topic.value())));
    PARTS.forEach(part -> records.addWritten(schema(part)));
    COMMANDS.forEach(topic -> records.addCommand(schema(topic.value())));
    addWebhooks(json);
    return json;
  }

  /** What is sent to endpoints; a drift event goes without its inputs. */
  private static void addWebhooks(ObjectNode json) {
    var described = Json.tree(text(WEBHOOKS));
    json.set("webhooks", described.get("webhooks"));
    var schemas = (ObjectNode) json.at("/components/schemas");
    described.get("schemas").properties().forEach(s -> schemas.set(s.getKey(), s.getValue()));
    var drift = schemas.withObject("/DriftEvent").deepCopy();
    drift.withObject("/properties").remove("inputs");
    var required = drift.putArray("required");
    drift.get("properties").fieldNames().forEachRemaining(required::add);
    schemas.set("NotifiedDriftEvent", drift);
  }

  private static Schema schema(Class<?> record) {
    return SpecificData.get().getSchema(record);
  }

  private static String text(String resource) {
    try (var in = Objects.requireNonNull(DescriptionRoutes.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every topic, what it carries, and whether it is for the pipeline or from it. */
  static ObjectNode asyncApi(TopicNames names) {
    var json = Json.object().put("asyncapi", "3.0.0");
    json.putObject("info")
        .put("title", "Evenkeel")
        .put("version", "1")
        .put(
            "description",
            "Topics of the pipeline. Keys are texts, values Avro in the Confluent wire format. Read"
                + " them committed.");
    json.put("defaultContentType", "application/vnd.apache.avro");
    var channels = json.putObject("channels");
    var operations = json.putObject("operations");
    Topics.ALL.forEach(
        topic -> {
          channel(channels.putObject(topic.name()), topic, names);
          operation(operations, topic);
        });
    return json;
  }

  private static void channel(ObjectNode channel, Topic<?> topic, TopicNames names) {
    var schema = schema(topic.value());
    var each = topic.perCustodian() == Topic.PerCustodian.ONE_EACH;
    channel.put("address", names.prefix() + topic.name() + (each ? ".{custodian}" : ""));
    if (schema.getDoc() != null) {
      channel.put("description", schema.getDoc());
    }
    if (each) {
      var custodians = channel.putObject("parameters").putObject("custodian").putArray("enum");
      names.custodians().forEach(custodians::add);
    }
    var message = channel.putObject("messages").putObject(schema.getName());
    message.put("name", schema.getName());
    var payload = message.putObject("payload");
    payload.put("schemaFormat", AVRO);
    payload.set("schema", Json.tree(schema.toString()));
    message
        .putObject("bindings")
        .putObject("kafka")
        .putObject("key")
        .put("type", "string")
        .put("description", "the " + topic.key().name());
    var kafka = channel.putObject("bindings").putObject("kafka").putObject("topicConfiguration");
    var kept = topic.kept().asTopicConfig();
    kafka.putArray("cleanup.policy").add(kept.get("cleanup.policy"));
    Optional.ofNullable(kept.get("retention.ms"))
        .ifPresent(millis -> kafka.put("retention.ms", Long.parseLong(millis)));
  }

  private static void operation(ObjectNode operations, Topic<?> topic) {
    var action = topic.group() == Topic.Group.OUTPUT ? "send" : "receive";
    var operation = operations.putObject(action + "-" + topic.name()).put("action", action);
    operation
        .putObject("channel")
        .put("$ref", "#/channels/" + topic.name().replace("~", "~0").replace("/", "~1"));
  }
}
