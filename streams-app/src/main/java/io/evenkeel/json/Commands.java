package io.evenkeel.json;

import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/** How a command record is laid out: a {@code type} and one nullable payload per type. */
final class Commands {
  private Commands() {}

  /** Whether a record is a command (or a task, or an outcome): its type names its payloads. */
  static boolean is(Schema record) {
    var type = record.getField("type");
    return type != null
        && type.schema().getType() == Schema.Type.ENUM
        && record.getFields().stream().anyMatch(f -> isPayload(record, f));
  }

  /** The field that holds the payload of such a type, where it has one. */
  static Optional<Schema.Field> payload(Schema record, String type) {
    return Optional.ofNullable(record.getField(camelCase(type))).filter(f -> isPayload(record, f));
  }

  static boolean isPayload(Schema record, Schema.Field field) {
    return field.schema().isNullable()
        && field.schema().isUnion()
        && Schemas.notNull(field.schema()).getType() == Schema.Type.RECORD
        && record.getField("type").schema().getEnumSymbols().stream()
            .anyMatch(symbol -> camelCase(symbol).equals(field.name()));
  }

  /** {@code ASSIGN_TARGET} is {@code assignTarget}. */
  private static String camelCase(String symbol) {
    var camel = new StringBuilder();
    for (var word : symbol.toLowerCase(Locale.ROOT).split("_")) {
      camel.append(
          camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return camel.toString();
  }
}
