package io.evenkeel.wireformat;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry will not have this schema under this subject, so nothing can be written with it:
 * incompatible with an earlier version, or unknown while {@code auto.register.schemas} is off. The
 * message is the registry's reason.
 */
public final class SchemaRefusedException extends SerializationException {
  private static final long serialVersionUID = 1L;

  public SchemaRefusedException(String message) {
    super(message);
  }
}
