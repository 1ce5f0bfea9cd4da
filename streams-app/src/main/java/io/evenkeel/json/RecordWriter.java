package io.evenkeel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as JSON. Money is shown with two decimals at least, weights, prices and quantities
 * without trailing zeros; times stand in the given zone; bytes are Base64.
 */
public final class RecordWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MONEY_SCALE = 4;

  private final ZoneId zone;

  public RecordWriter(ZoneId zone) {
    this.zone = zone;
  }

  public ObjectNode write(IndexedRecord record) {
    var object = Json.object();
    writeFields(record, object);
    return object;
  }

  private void writeFields(IndexedRecord record, ObjectNode object) {
    var schema = record.getSchema();
    var command = Commands.is(schema);
    for (var field : schema.getFields()) {
      if (!command || !Commands.isPayload(schema, field)) {
        object.set(field.name(), value(field.schema(), record.get(field.pos())));
      }
    }
    if (command) {
      writePayload(record, object);
    }
  }

  private void writePayload(IndexedRecord record, ObjectNode object) {
    var schema = record.getSchema();
    var type = String.valueOf(record.get(schema.getField("type").pos()));
    Commands.payload(schema, type)
        .map(f -> record.get(f.pos()))
        .ifPresent(payload -> writeFields((IndexedRecord) payload, object));
  }

  private JsonNode value(Schema schema, @Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof IndexedRecord record) {
      return write(record);
    }
    var plain = Schemas.notNull(schema);
    return switch (plain.getType()) {
      case ARRAY -> array(plain.getElementType(), (Collection<?>) value);
      case MAP -> map(plain.getValueType(), (Map<?, ?>) value);
      case BYTES, FIXED -> bytes(plain, value);
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case INT, LONG -> number(value);
      default -> NODES.textNode(value.toString());
    };
  }

  private JsonNode array(Schema element, Collection<?> values) {
    var array = NODES.arrayNode(values.size());
    values.forEach(v -> array.add(value(element, v)));
    return array;
  }

  private JsonNode map(Schema element, Map<?, ?> values) {
    var object = NODES.objectNode();
    values.entrySet().stream()
        .sorted(java.util.Comparator.comparing(e -> e.getKey().toString()))
        .forEach(e -> object.set(e.getKey().toString(), value(element, e.getValue())));
    return object;
  }

  private JsonNode number(Object value) {
    if (value instanceof Instant instant) {
      return NODES.textNode(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone)));
    }
    return value instanceof Number number
        ? NODES.numberNode(number.longValue())
        : NODES.textNode(value.toString());
  }

  private static JsonNode bytes(Schema schema, Object value) {
    if (value instanceof BigDecimal decimal) {
      var scale = ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
      return NODES.textNode(decimal(decimal, scale == MONEY_SCALE ? 2 : 0));
    }
    var buffer = ((ByteBuffer) value).duplicate();
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
  }

  private static String decimal(BigDecimal decimal, int leastDecimals) {
    var plain = decimal.stripTrailingZeros();
    return (plain.scale() < leastDecimals ? plain.setScale(leastDecimals) : plain).toPlainString();
  }
}
