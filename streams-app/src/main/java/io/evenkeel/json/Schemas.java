package io.evenkeel.json;

import org.apache.avro.Schema;

/** What is asked of Avro schemas here. */
final class Schemas {
  private Schemas() {}

  /** The other half of a nullable schema, or the schema itself. */
  static Schema notNull(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(t -> t.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }

  static String logicalType(Schema schema) {
    return schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
  }
}
