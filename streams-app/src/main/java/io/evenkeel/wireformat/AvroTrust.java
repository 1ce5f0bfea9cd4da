package io.evenkeel.wireformat;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro which classes it may load by the name in a schema: Evenkeel's generated ones, beside
 * what it trusts already. Avro 1.12.2 refuses even generated classes until told; without this a
 * program would need {@code -Dorg.apache.avro.SERIALIZABLE_PACKAGES} on its command line.
 */
public final class AvroTrust {
  private static final String GENERATED_CLASSES = "io.evenkeel.schemas.";

  static {
    ClassSecurityPredicate ours = type -> type.getName().startsWith(GENERATED_CLASSES);
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
  }

  private AvroTrust() {}

  /** Takes effect once per process, before the first record; any later call does nothing. */
  public static void establish() {
    // The static initializer has done it.
  }
}
