package io.evenkeel.schemas;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Finds the records and enums that a schema is made of. */
final class NamedTypes {
  private NamedTypes() {}

  /** Every record and enum that can be reached, by full name, itself first. */
  static Map<String, Schema> reachableFrom(Schema schema) {
    var found = new LinkedHashMap<String, Schema>();
    collect(schema, found);
    return found;
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    switch (schema.getType()) {
      case RECORD:
        if (found.putIfAbsent(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
        break;
      case ENUM:
        found.putIfAbsent(schema.getFullName(), schema);
        break;
      case ARRAY:
        collect(schema.getElementType(), found);
        break;
      case MAP:
        collect(schema.getValueType(), found);
        break;
      case UNION:
        schema.getTypes().forEach(branch -> collect(branch, found));
        break;
      default:
        break;
    }
  }
}
