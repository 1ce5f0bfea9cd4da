package io.evenkeel.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.platform.registry.CompatibilityLevel;
import io.evenkeel.platform.registry.RegistryRefusal;
import io.evenkeel.platform.registry.SchemaLedger;
import io.evenkeel.platform.registry.SchemaText;
import io.evenkeel.platform.registry.SchemaVersion;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface of Confluent's schema registry, as far as its clients use it for Avro without
 * references. Paths, statuses and bodies are theirs, so that any of their clients works against it.
 */
final class RegistryRoutes {
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaLedger ledger;

  RegistryRoutes(SchemaLedger ledger) {
    this.ledger = ledger;
  }

  void addTo(RoutesConfig routes) {
    routes.exception(RegistryRefusal.class, (e, ctx) -> refuse(ctx, e));
    routes.exception(Exception.class, (e, ctx) -> fail(ctx, e));
    routes.error(404, RegistryRoutes::notFound);
    addSchemaRoutes(routes);
    addSubjectRoutes(routes);
    addCompatibilityRoutes(routes);
    addConfigRoutes(routes);
    addServerRoutes(routes);
  }

  private void addSchemaRoutes(RoutesConfig routes) {
    routes.get("/schemas/types", ctx -> answer(ctx, List.of("AVRO")));
    routes.get("/schemas/ids/{id}", ctx -> answer(ctx, Map.of("schema", schemaOfId(ctx))));
    routes.get("/schemas/ids/{id}/schema", ctx -> answerText(ctx, schemaOfId(ctx)));
    routes.get("/schemas/ids/{id}/subjects", ctx -> answer(ctx, subjectsOfId(ctx)));
    routes.get("/schemas/ids/{id}/versions", ctx -> answer(ctx, versionsOfId(ctx)));
  }

  private void addSubjectRoutes(RoutesConfig routes) {
    routes.get("/subjects", ctx -> answer(ctx, ledger.subjects()));
    routes.post("/subjects/{subject}", ctx -> answer(ctx, full(lookup(ctx))));
    routes.delete("/subjects/{subject}", RegistryRoutes::refuseDeletion);
    routes.get("/subjects/{subject}/versions", ctx -> answer(ctx, versionNumbers(ctx)));
    routes.post("/subjects/{subject}/versions", ctx -> answer(ctx, register(ctx)));
    routes.get("/subjects/{subject}/versions/{version}", ctx -> answer(ctx, full(version(ctx))));
    routes.get(
        "/subjects/{subject}/versions/{version}/schema",
        ctx -> answerText(ctx, version(ctx).schema()));
    routes.get(
        "/subjects/{subject}/versions/{version}/referencedby", ctx -> answer(ctx, List.of()));
    routes.delete("/subjects/{subject}/versions/{version}", RegistryRoutes::refuseDeletion);
  }

  private void addCompatibilityRoutes(RoutesConfig routes) {
    routes.post(
        "/compatibility/subjects/{subject}/versions",
        ctx -> answerCompatibility(ctx, ledger.versions(subject(ctx))));
    routes.post(
        "/compatibility/subjects/{subject}/versions/{version}",
        ctx -> answerCompatibility(ctx, List.of(version(ctx))));
  }

  private void addConfigRoutes(RoutesConfig routes) {
    routes.get("/config", ctx -> answerLevel(ctx, ledger.globalLevel()));
    routes.put("/config", ctx -> setLevel(ctx, null));
    routes.delete("/config", ctx -> takeBackLevel(ctx, null));
    routes.get("/config/{subject}", ctx -> answerLevel(ctx, levelOf(ctx)));
    routes.put("/config/{subject}", ctx -> setLevel(ctx, subject(ctx)));
    routes.delete("/config/{subject}", ctx -> takeBackLevel(ctx, subject(ctx)));
  }

  private static void addServerRoutes(RoutesConfig routes) {
    routes.get("/", ctx -> answer(ctx, Map.of()));
    routes.get("/mode", ctx -> answer(ctx, Map.of("mode", "READWRITE")));
    routes.get("/mode/{subject}", ctx -> answer(ctx, Map.of("mode", "READWRITE")));
    routes.get("/contexts", ctx -> answer(ctx, List.of(".")));
  }

  private String schemaOfId(Context ctx) {
    var id = id(ctx);
    return ledger.schema(id).orElseThrow(() -> RegistryRefusal.schemaNotFound(id));
  }

  private List<String> subjectsOfId(Context ctx) {
    return versionsOf(ctx).stream().map(SchemaVersion::subject).distinct().toList();
  }

  private List<Map<String, Object>> versionsOfId(Context ctx) {
    return versionsOf(ctx).stream()
        .map(v -> Map.<String, Object>of("subject", v.subject(), "version", v.version()))
        .toList();
  }

  private List<SchemaVersion> versionsOf(Context ctx) {
    var versions = ledger.versionsOf(id(ctx));
    if (versions.isEmpty()) {
      throw RegistryRefusal.schemaNotFound(id(ctx));
    }
    return versions;
  }

  private List<Integer> versionNumbers(Context ctx) {
    return ledger.versions(subject(ctx)).stream().map(SchemaVersion::version).toList();
  }

  private SchemaVersion version(Context ctx) {
    return ledger.version(subject(ctx), ctx.pathParam("version"));
  }

  private Map<String, Object> register(Context ctx) {
    return Map.of("id", ledger.register(subject(ctx), schemaIn(ctx)).id());
  }

  private SchemaVersion lookup(Context ctx) {
    var schema = schemaIn(ctx);
    ledger.versions(subject(ctx)); // an unknown subject is another refusal than an unknown schema
    return ledger.find(subject(ctx), schema).orElseThrow(RegistryRefusal::schemaNotFound);
  }

  private static Map<String, Object> full(SchemaVersion version) {
    var body = new LinkedHashMap<String, Object>();
    body.put("subject", version.subject());
    body.put("version", version.version());
    body.put("id", version.id());
    body.put("schema", version.schema());
    return body;
  }

  private void answerCompatibility(Context ctx, List<SchemaVersion> against) {
    var conflicts = ledger.level(subject(ctx)).conflicts(schemaIn(ctx), against);
    var body = new LinkedHashMap<String, Object>();
    body.put("is_compatible", conflicts.isEmpty());
    if (Boolean.parseBoolean(ctx.queryParam("verbose"))) {
      body.put("messages", conflicts);
    }
    answer(ctx, body);
  }

  private CompatibilityLevel levelOf(Context ctx) {
    var subject = subject(ctx);
    if (Boolean.parseBoolean(ctx.queryParam("defaultToGlobal"))) {
      return ledger.level(subject);
    }
    return ledger.ownLevel(subject).orElseThrow(() -> RegistryRefusal.noLevelOfItsOwn(subject));
  }

  private static void answerLevel(Context ctx, CompatibilityLevel level) {
    answer(ctx, Map.of("compatibilityLevel", level.name()));
  }

  private void setLevel(Context ctx, @Nullable String subject) {
    var level = CompatibilityLevel.named(body(ctx).path("compatibility").asText());
    ledger.setLevel(subject, level);
    answer(ctx, Map.of("compatibility", level.name()));
  }

  private void takeBackLevel(Context ctx, @Nullable String subject) {
    var before = subject == null ? ledger.globalLevel() : levelOf(ctx);
    ledger.setLevel(subject, null);
    answerLevel(ctx, before);
  }

  private static Schema schemaIn(Context ctx) {
    var body = body(ctx);
    if (!body.path("schemaType").asText("AVRO").equals("AVRO")
        || !body.path("references").isEmpty()) {
      throw RegistryRefusal.invalidSchema("only Avro, without references to other schemas");
    }
    return SchemaText.parse(body.path("schema").asText());
  }

  private static JsonNode body(Context ctx) {
    try {
      return JSON.readTree(ctx.bodyAsBytes());
    } catch (IOException e) {
      throw RegistryRefusal.invalidSchema("the request is not JSON");
    }
  }

  private static String subject(Context ctx) {
    return ctx.pathParam("subject");
  }

  private static int id(Context ctx) {
    try {
      return Integer.parseInt(ctx.pathParam("id"));
    } catch (NumberFormatException notAnId) {
      throw RegistryRefusal.schemaNotFound();
    }
  }

  private static void refuseDeletion(Context ctx) {
    throw RegistryRefusal.neverForgets();
  }

  private static void notFound(Context ctx) {
    // The handler runs for our own 404 too, whose body already stands.
    if (!CONTENT_TYPE.equals(ctx.res().getContentType())) {
      answer(ctx, error(404, "HTTP 404 Not Found"));
    }
  }

  private static void refuse(Context ctx, RegistryRefusal refusal) {
    ctx.status(refusal.httpStatus());
    answer(ctx, error(refusal.errorCode(), refusal.getMessage()));
  }

  private static void fail(Context ctx, Exception e) {
    ctx.status(500);
    answer(ctx, error(50001, "Error in the schema registry: " + e));
  }

  private static Map<String, Object> error(int code, String message) {
    return Map.of("error_code", code, "message", message);
  }

  private static void answer(Context ctx, Object body) {
    answerText(ctx, JSON.valueToTree(body).toString());
  }

  private static void answerText(Context ctx, String body) {
    // As bytes: the media type names no charset, and text would go out in another than JSON's.
    ctx.contentType(CONTENT_TYPE).result(body.getBytes(StandardCharsets.UTF_8));
  }
}
