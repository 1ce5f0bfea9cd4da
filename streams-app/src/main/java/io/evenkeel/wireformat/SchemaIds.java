package io.evenkeel.wireformat;

import org.apache.avro.Schema;

/** Finds the id under which a schema is written to a topic, as the configuration says. */
final class SchemaIds {
  private final SchemaRegistry registry;
  private final SubjectNames subjects;
  private final boolean autoRegister;
  private final boolean useLatest;

  SchemaIds(SchemaRegistry registry, SubjectNames subjects, SerdeSettings settings) {
    this.registry = registry;
    this.subjects = subjects;
    this.autoRegister = settings.autoRegister();
    this.useLatest = settings.useLatest();
  }

  int of(String topic, Schema schema) {
    var subject = subjects.valueSubject(topic);
    if (autoRegister) {
      return registry.register(subject, schema);
    }
    return useLatest ? latest(subject, schema) : registry.idOf(subject, schema);
  }

  /** Bytes of one schema under the id of another would be read as something else. */
  private int latest(String subject, Schema schema) {
    var latest = registry.latest(subject);
    if (!latest.schema().equals(schema)) {
      throw new SchemaRefusedException(
          "The latest version (%d) of subject %s is not the schema that this build writes: set use.latest.version=false, or run the matching build."
              .formatted(latest.version(), subject));
    }
    return latest.id();
  }
}
