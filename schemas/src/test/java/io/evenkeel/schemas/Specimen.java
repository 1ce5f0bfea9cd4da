package io.evenkeel.schemas;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** A record with every field set, every list and map with one element. */
final class Specimen {
  private Specimen() {}

  static SpecificRecord of(Schema schema) {
    return (SpecificRecord) value("", schema);
  }

  private static Object value(String name, Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ENUM -> symbol(schema);
      case ARRAY -> List.of(value(name, schema.getElementType()));
      case MAP -> Map.of(name, value(name, schema.getValueType()));
      case UNION -> value(name, schema.getTypes().get(1));
      case BYTES -> bytes(name, schema);
      case LONG -> schema.getLogicalType() == null ? (Object) (long) name.length() : instant(name);
      case INT -> schema.getLogicalType() == null ? (Object) name.length() : date(name);
      case STRING -> name;
      case BOOLEAN -> true;
      default -> throw new IllegalArgumentException("no specimen of " + schema);
    };
  }

  private static SpecificRecord record(Schema schema) {
    var data = SpecificData.get();
    var record = (SpecificRecord) data.newRecord(null, schema);
    for (var field : schema.getFields()) {
      record.put(field.pos(), value(field.name(), field.schema()));
    }
    return record;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object symbol(Schema schema) {
    var symbols = schema.getEnumSymbols();
    return Enum.valueOf(
        (Class<Enum>) SpecificData.get().getClass(schema), symbols.get(symbols.size() - 1));
  }

  private static Object bytes(String name, Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return new BigDecimal("-1234567890.1234").setScale(decimal.getScale());
    }
    return ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Instant instant(String name) {
    return Instant.parse("2026-11-20T14:30:00.123456Z").plusSeconds(name.length());
  }

  private static LocalDate date(String name) {
    return LocalDate.of(2026, 11, 20).plusDays(name.length());
  }
}
