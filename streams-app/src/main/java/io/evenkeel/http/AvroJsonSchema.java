package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.CommandForms;
import io.evenkeel.json.Json;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * JSON Schemas of records in the form in which they are written and read as JSON: decimals are
 * strings, times texts, and a command's payload stands beside its type.
 */
final class AvroJsonSchema {
  private static final String DECIMAL = "^-?[0-9]+([.][0-9]+)?$";

  private final ObjectNode schemas;

  /**
   * @param schemas where each record and enum gets a schema by its name
   */
  AvroJsonSchema(ObjectNode schemas) {
    this.schemas = schemas;
  }

  /** Adds a record, as it is written: with every field. */
  void addWritten(Schema record) {
    reference(record);
  }

  /** Adds a command, as it is read: one form for each type, optional what has a default. */
  void addCommand(Schema record) {
    var forms = Json.object();
    var oneOf = forms.putArray("oneOf");
    CommandForms.of(record)
        .forEach(
            (type, payload) -> {
              var form = oneOf.addObject().put("type", "object").put("title", type);
              var properties = form.putObject("properties");
              var required = form.putArray("required").add("type");
              properties.putObject("type").put("const", type);
              for (var name : CommandForms.AROUND) {
                properties.set(name, Json.object().put("type", "string"));
              }
              for (var field : payload.getFields()) {
                properties.set(field.name(), described(field));
                if (!field.hasDefaultValue()) {
                  required.add(field.name());
                }
              }
              form.put("additionalProperties", false);
            });
    schemas.set(record.getName(), forms);
  }

  private ObjectNode of(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM -> reference(schema);
      case ARRAY -> {
        var json = Json.object().put("type", "array");
        json.set("items", of(schema.getElementType()));
        yield json;
      }
      case MAP -> {
        var json = Json.object().put("type", "object");
        json.set("additionalProperties", of(schema.getValueType()));
        yield json;
      }
      case UNION -> union(schema);
      case BYTES, FIXED -> bytes(schema);
      case INT, LONG -> number(schema);
      case BOOLEAN -> Json.object().put("type", "boolean");
      default -> Json.object().put("type", "string");
    };
  }

  private ObjectNode union(Schema schema) {
    var json = Json.object();
    var anyOf = json.putArray("anyOf");
    for (var one : schema.getTypes()) {
      anyOf.add(one.getType() == Schema.Type.NULL ? Json.object().put("type", "null") : of(one));
    }
    return json;
  }

  private static ObjectNode bytes(Schema schema) {
    var json = Json.object().put("type", "string");
    return schema.getLogicalType() instanceof LogicalTypes.Decimal
        ? json.put("pattern", DECIMAL)
        : json.put("contentEncoding", "base64");
  }

  private static ObjectNode number(Schema schema) {
    var logical = schema.getLogicalType();
    if (logical == null) {
      return Json.object().put("type", "integer");
    }
    return Json.object()
        .put("type", "string")
        .put("format", logical instanceof LogicalTypes.Date ? "date" : "date-time");
  }

  private ObjectNode reference(Schema named) {
    if (!schemas.has(named.getName())) {
      var json = schemas.putObject(named.getName());
      if (named.getDoc() != null) {
        json.put("description", named.getDoc());
      }
      if (named.getType() == Schema.Type.ENUM) {
        var symbols = json.put("type", "string").putArray("enum");
        named.getEnumSymbols().forEach(symbols::add);
      } else {
        fields(named, json);
      }
    }
    return Json.object().put("$ref", "#/components/schemas/" + named.getName());
  }

  private void fields(Schema record, ObjectNode json) {
    json.put("type", "object");
    var properties = json.putObject("properties");
    var required = json.putArray("required");
    for (var field : record.getFields()) {
      properties.set(field.name(), described(field));
      required.add(field.name());
    }
  }

  /** Beside a reference, a description is allowed since OpenAPI 3.1. */
  private ObjectNode described(Schema.Field field) {
    var json = of(field.schema());
    return field.doc() == null ? json : json.put("description", field.doc());
  }
}
