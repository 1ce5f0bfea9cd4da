package io.evenkeel.wireformat;

import org.apache.kafka.common.errors.SerializationException;

/**
 * These bytes are not a record and never will be: not in the wire format, cut off, or with a schema
 * id that the registry does not know. Trying again is no use; the record belongs among the dead
 * letters.
 */
public final class UnreadableRecordException extends SerializationException {
  private static final long serialVersionUID = 1L;

  private final boolean unknownSchema;

  public UnreadableRecordException(String message) {
    super(message);
    this.unknownSchema = false;
  }

  private UnreadableRecordException(String message, boolean unknownSchema) {
    super(message);
    this.unknownSchema = unknownSchema;
  }

  /** The bytes name a schema that the registry does not have. */
  static UnreadableRecordException ofUnknownSchema(String message) {
    return new UnreadableRecordException(message, true);
  }

  /** Whether the bytes name a schema that the registry does not have, as against being damaged. */
  public boolean isUnknownSchema() {
    return unknownSchema;
  }

  public UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
    this.unknownSchema = false;
  }
}
