package io.evenkeel.wireformat;

/** The sentences that more than one kind of registry says. */
final class Refusals {
  private Refusals() {}

  static SchemaRefusedException notRegistered(String subject, String reason) {
    return new SchemaRefusedException(
        "Subject %s does not have the schema to be written (%s): register it, or set auto.register.schemas=true."
            .formatted(subject, reason));
  }

  static UnreadableRecordException unknownId(int id, String registry) {
    return UnreadableRecordException.ofUnknownSchema(
        "Schema id %d is unknown to the registry (%s).".formatted(id, registry));
  }
}
