package io.evenkeel.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the description of the API promises of its answers. An answer that says what is promised
 * nowhere breaks it; one that leaves something out does not, since a fixture says what a page
 * needs.
 */
final class Promises {
  private static final List<String> PARTS = List.of("allOf", "anyOf", "oneOf");

  private final JsonNode api;

  /**
   * @param api the description, as served
   */
  Promises(JsonNode api) {
    this.api = api;
  }

  /**
   * Where an answer says what is not promised.
   *
   * @param path behind the API's version, without parameters
   */
  List<String> brokenBy(String path, JsonNode answer) {
    var broken = new ArrayList<String>();
    look(path, plain(promised("/api/v1/" + path)), answer, broken);
    return broken;
  }

  private JsonNode promised(String path) {
    return api.get("paths").properties().stream()
        .sorted(Comparator.comparingInt(p -> p.getKey().split("\\{", -1).length))
        .filter(p -> Pattern.matches(p.getKey().replaceAll("\\{[^}]+\\}", "[^/]+"), path))
        .map(p -> p.getValue().at("/get/responses/200/content/application~1json/schema"))
        .findFirst()
        .orElseGet(Json::object);
  }

  /** The schemas that together say what may stand at a place. */
  private List<JsonNode> plain(JsonNode schema) {
    var reference = schema.path("$ref").asText("");
    if (!reference.isEmpty()) {
      return plain(api.at(reference.substring(1)));
    }
    var all = new ArrayList<JsonNode>();
    PARTS.forEach(part -> schema.path(part).forEach(one -> all.addAll(plain(one))));
    if (all.isEmpty()) {
      all.add(schema);
    }
    return all;
  }

  private void look(String at, List<JsonNode> schemas, JsonNode said, List<String> broken) {
    if (said.isObject()) {
      said.properties()
          .forEach(
              field ->
                  field(
                      at + "/" + field.getKey(),
                      schemas,
                      field.getKey(),
                      field.getValue(),
                      broken));
    } else if (said.isArray()) {
      var items = schemas.stream().flatMap(s -> plain(s.path("items")).stream()).toList();
      said.forEach(one -> look(at, items, one, broken));
    } else if (schemas.stream().noneMatch(schema -> mayBe(schema, said))) {
      broken.add(at + " is " + said);
    }
  }

  private void field(
      String at, List<JsonNode> schemas, String name, JsonNode said, List<String> broken) {
    var known =
        schemas.stream()
            .filter(schema -> schema.path("properties").has(name))
            .flatMap(schema -> plain(schema.at("/properties/" + name)).stream())
            .toList();
    if (!known.isEmpty()) {
      look(at, known, said, broken);
    } else if (schemas.stream().noneMatch(Promises::isOpen)) {
      broken.add(at + " is promised nowhere");
    }
  }

  /** Whether it says nothing of what stands inside, or that anything may. */
  private static boolean isOpen(JsonNode schema) {
    return !schema.has("properties") || schema.path("additionalProperties").isObject();
  }

  private static boolean mayBe(JsonNode schema, JsonNode said) {
    if (schema.has("const") || schema.has("enum")) {
      return schema.path("const").equals(said)
          || schema.path("enum").valueStream().anyMatch(said::equals);
    }
    var types = schema.path("type");
    var type =
        said.isNull()
            ? "null"
            : said.isTextual() ? "string" : said.isBoolean() ? "boolean" : "integer";
    return types.isMissingNode()
        || types.asText().equals(type)
        || types.valueStream().anyMatch(one -> one.asText().equals(type));
  }
}
