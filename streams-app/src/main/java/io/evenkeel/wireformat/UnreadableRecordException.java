package io.evenkeel.wireformat;

import org.apache.kafka.common.errors.SerializationException;

/**
 * These bytes are not a record and never will be: not in the wire format, cut off, or with a schema
 * id that the registry does not know. Trying again is no use; the record belongs among the dead
 * letters.
 */
public final class UnreadableRecordException extends SerializationException {
  private static final long serialVersionUID = 1L;

  public UnreadableRecordException(String message) {
    super(message);
  }

  public UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
