package io.evenkeel.samples.custodian;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that it may load the classes of the schemas; it loads none that it was not told of.
 */
final class GeneratedClasses {
  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getName().startsWith("io.evenkeel.schemas.")));
  }

  private GeneratedClasses() {}

  /** Takes effect once per process, before the first record; any later call does nothing. */
  static void trust() {
    // The static initializer has done it.
  }
}
