package io.evenkeel.platform.registry;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Schemas as text: parsed as strictly as Avro can, printed so that equal schemas are equal texts.
 */
public final class SchemaText {
  private SchemaText() {}

  /**
   * Parses one schema that refers to no other.
   *
   * @throws RegistryRefusal if it is not a schema
   */
  public static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw RegistryRefusal.invalidSchema(String.valueOf(e.getMessage()));
    }
  }
}
