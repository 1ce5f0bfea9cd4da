package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.evenkeel.json.Json;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What /openapi.json promises, against which every answer in tests is held. */
final class Contract {
  private static final SchemaRegistry VALIDATORS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode api;
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  Contract(JsonNode api) {
    this.api = api;
  }

  /** The operation that a request is one of. */
  private Optional<JsonNode> operation(String method, String path) {
    return api.get("paths").properties().stream()
        .sorted(Comparator.comparingInt(p -> p.getKey().split("\\{", -1).length))
        .filter(p -> pattern(p.getKey()).matcher(path).matches())
        .map(p -> p.getValue().path(method.toLowerCase(java.util.Locale.ROOT)))
        .filter(JsonNode::isObject)
        .findFirst();
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(template.replaceAll("\\{[^}]+\\}", "[^/]+").replace(".", "\\."));
  }

  /** Fails where the answer is none of those that are promised. */
  void check(HttpResponse<String> answer) {
    var request = answer.request();
    var operation = operation(request.method(), request.uri().getRawPath());
    var type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("application/problem+json")) {
      var problem = Json.object().put("$ref", "#/components/schemas/Problem");
      valid(problem, answer);
    } else if (operation.isPresent()) {
      var promised = operation.get().at("/responses/" + answer.statusCode() + "/content");
      if (type.startsWith("text/plain") && promised.has("text/plain")) {
        return;
      }
      var schema = promised.path("application/json").path("schema");
      assertThat(schema.isObject())
          .as("%s is promised by %s", answer, operation.get().get("operationId"))
          .isTrue();
      valid(schema, answer);
    }
  }

  private void valid(JsonNode schema, HttpResponse<String> answer) {
    var validator = schemas.computeIfAbsent(schema, this::validator);
    assertThat(validator.validate(Json.tree(answer.body())))
        .as("%s: %s", answer, answer.body())
        .isEmpty();
  }

  private Schema validator(JsonNode schema) {
    var whole = ((ObjectNode) schema.deepCopy());
    whole.set("components", api.get("components"));
    return VALIDATORS.getSchema(whole);
  }
}
