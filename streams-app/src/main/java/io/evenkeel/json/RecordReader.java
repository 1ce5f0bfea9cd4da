package io.evenkeel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.config.Spelling;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from JSON. Whatever has a default may be left out; an unknown field, a wrong type
 * or a number with too many decimals is a {@link JsonFault} that names the field and the fix.
 */
public final class RecordReader {
  private final ZoneId zone;
  private final Map<String, JsonNode> supplied;

  /**
   * @param zone in which times without an offset are read
   * @param supplied values of top-level fields that the JSON may leave out though they have no
   *     default, such as {@code sentBy}
   */
  public RecordReader(ZoneId zone, Map<String, JsonNode> supplied) {
    this.zone = zone;
    this.supplied = Map.copyOf(supplied);
  }

  /** A record of such a class. */
  public <T extends SpecificRecord> T read(Class<T> type, JsonNode json) {
    var schema = SpecificData.get().getSchema(type);
    return type.cast(record(schema, object(json, ""), "", supplied));
  }

  private SpecificRecord record(
      Schema schema, ObjectNode json, String at, Map<String, JsonNode> supplied) {
    var record = newRecord(schema);
    var known = new HashSet<String>();
    var payload = Commands.is(schema) ? payloadOf(schema, json, at) : null;
    for (var field : schema.getFields()) {
      if (payload != null && Commands.isPayload(schema, field)) {
        continue;
      }
      known.add(field.name());
      record.put(field.pos(), field(schema, field, json, at, supplied));
    }
    if (payload != null) {
      putPayload(record, payload, json, at, known);
    }
    refuseUnknown(json, known, at);
    return record;
  }

  /** The payload field that the type names; the schema itself stands for a type without one. */
  private static Schema.Field payloadOf(Schema schema, ObjectNode json, String at) {
    var type = json.path("type").asText("");
    return Commands.payload(schema, type)
        .orElseThrow(
            () ->
                new JsonFault(
                    at + "/type",
                    "unknown type \"%s\"; it is one of %s".formatted(type, types(schema))));
  }

  private static List<String> types(Schema schema) {
    return schema.getField("type").schema().getEnumSymbols().stream()
        .filter(symbol -> Commands.payload(schema, symbol).isPresent())
        .toList();
  }

  private void putPayload(
      SpecificRecord record, Schema.Field payload, ObjectNode json, String at, Set<String> known) {
    var schema = Schemas.notNull(payload.schema());
    var inside = newRecord(schema);
    for (var field : schema.getFields()) {
      known.add(field.name());
      inside.put(field.pos(), field(schema, field, json, at, supplied));
    }
    record.put(payload.pos(), inside);
  }

  private @Nullable Object field(
      Schema schema,
      Schema.Field field,
      ObjectNode json,
      String at,
      Map<String, JsonNode> supplied) {
    var pointer = at + "/" + field.name();
    var node = json.get(field.name());
    if (node != null) {
      return value(field.schema(), node, pointer);
    }
    if (supplied.containsKey(field.name())) {
      return value(field.schema(), supplied.get(field.name()), pointer);
    }
    if (field.hasDefaultValue()) {
      return SpecificData.getForSchema(schema).getDefaultValue(field);
    }
    throw new JsonFault(at, "field %s is missing".formatted(field.name()));
  }

  private @Nullable Object value(Schema schema, @Nullable JsonNode node, String at) {
    if (node == null || node.isNull()) {
      if (schema.isNullable()) {
        return null;
      }
      throw new JsonFault(at, "null is not allowed");
    }
    var plain = Schemas.notNull(schema);
    return switch (plain.getType()) {
      case RECORD -> record(plain, object(node, at), at, Map.of());
      case ARRAY -> array(plain, node, at);
      case MAP -> map(plain, node, at);
      case ENUM -> symbol(plain, node, at);
      case BYTES, FIXED -> bytes(plain, node, at);
      case INT, LONG -> whole(plain, node, at);
      case BOOLEAN -> flag(node, at);
      default -> text(node, at);
    };
  }

  private List<@Nullable Object> array(Schema schema, JsonNode node, String at) {
    if (!node.isArray()) {
      throw expected("a list", node, at);
    }
    var values = new ArrayList<@Nullable Object>(node.size());
    for (var i = 0; i < node.size(); i++) {
      values.add(value(schema.getElementType(), node.get(i), at + "/" + i));
    }
    return values;
  }

  private Map<String, @Nullable Object> map(Schema schema, JsonNode node, String at) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    object(node, at)
        .properties()
        .forEach(
            e ->
                values.put(
                    e.getKey(), value(schema.getValueType(), e.getValue(), at + "/" + e.getKey())));
    return values;
  }

  private static Object symbol(Schema schema, JsonNode node, String at) {
    var name = text(node, at);
    if (!schema.hasEnumSymbol(name)) {
      throw new JsonFault(
          at, "\"%s\" is not allowed; it is one of %s".formatted(name, schema.getEnumSymbols()));
    }
    return SpecificData.get().createEnum(name, schema);
  }

  private static Object bytes(Schema schema, JsonNode node, String at) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return decimal(decimal, node, at);
    }
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text(node, at)));
    } catch (IllegalArgumentException e) {
      throw expected("Base64", node, at);
    }
  }

  private static BigDecimal decimal(LogicalTypes.Decimal type, JsonNode node, String at) {
    BigDecimal number;
    try {
      number = node.isNumber() ? node.decimalValue() : new BigDecimal(text(node, at));
    } catch (NumberFormatException e) {
      throw expected("a decimal such as \"0.25\"", node, at);
    }
    // In this order: written out, 1e999999999 would fill the memory.
    var digitsBeforeThePoint = (long) number.precision() - number.scale();
    if (number.signum() != 0 && digitsBeforeThePoint > type.getPrecision() - type.getScale()) {
      throw new JsonFault(
          at,
          "%s has more than %d digits before the point"
              .formatted(number, type.getPrecision() - type.getScale()));
    }
    if (number.stripTrailingZeros().scale() > type.getScale()) {
      throw new JsonFault(at, "%s has more than %d decimals".formatted(number, type.getScale()));
    }
    return number.signum() == 0
        ? BigDecimal.ZERO.setScale(type.getScale())
        : number.setScale(type.getScale());
  }

  private Object whole(Schema schema, JsonNode node, String at) {
    switch (Schemas.logicalType(schema)) {
      case "timestamp-micros", "timestamp-millis":
        return time(node, at);
      case "date":
        return date(node, at);
      default:
        if (!node.isIntegralNumber() || !fits(schema, node)) {
          throw expected("a whole number", node, at);
        }
        return schema.getType() == Schema.Type.INT ? (Object) node.intValue() : node.longValue();
    }
  }

  private static boolean fits(Schema schema, JsonNode node) {
    return schema.getType() == Schema.Type.INT ? node.canConvertToInt() : node.canConvertToLong();
  }

  private Instant time(JsonNode node, String at) {
    var text = text(node, at);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException withoutOffset) {
      try {
        return LocalDateTime.parse(text).atZone(zone).toInstant();
      } catch (DateTimeException e) {
        throw expected("a time such as \"2026-11-20T16:00:00-05:00\"", node, at);
      }
    }
  }

  private static LocalDate date(JsonNode node, String at) {
    try {
      return LocalDate.parse(text(node, at));
    } catch (DateTimeException e) {
      throw expected("a date such as \"2026-11-20\"", node, at);
    }
  }

  private static boolean flag(JsonNode node, String at) {
    if (!node.isBoolean()) {
      throw expected("true or false", node, at);
    }
    return node.booleanValue();
  }

  private static String text(JsonNode node, String at) {
    if (!node.isTextual()) {
      throw expected("a text", node, at);
    }
    return node.textValue();
  }

  private static ObjectNode object(JsonNode node, String at) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw expected("an object", node, at);
  }

  private static JsonFault expected(String what, JsonNode node, String at) {
    return new JsonFault(at, "%s was expected, not %s".formatted(what, node));
  }

  private static void refuseUnknown(ObjectNode json, Set<String> known, String at) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new JsonFault(at + "/" + name, unknown(name, known));
              }
            });
  }

  /** What is said of a field that nobody knows. */
  public static String unknown(String name, Set<String> known) {
    var nearest = known.stream().min(Comparator.comparingInt(k -> Spelling.distance(k, name)));
    return "unknown field \"%s\"; the nearest known one is \"%s\""
        .formatted(name, nearest.orElse("none"));
  }

  private static SpecificRecord newRecord(Schema schema) {
    return (SpecificRecord) SpecificData.getForSchema(schema).newRecord(null, schema);
  }
}
