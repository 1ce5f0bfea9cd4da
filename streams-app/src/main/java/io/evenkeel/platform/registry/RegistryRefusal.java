package io.evenkeel.platform.registry;

/**
 * The registry says no. Statuses, codes and bodies are those of Confluent's registry, because its
 * client acts on them.
 */
public final class RegistryRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;
  private final int errorCode;

  private RegistryRefusal(int httpStatus, int errorCode, String message) {
    super(message);
    this.httpStatus = httpStatus;
    this.errorCode = errorCode;
  }

  public static RegistryRefusal subjectNotFound(String subject) {
    return new RegistryRefusal(404, 40401, "Subject '%s' not found.".formatted(subject));
  }

  public static RegistryRefusal versionNotFound(String version) {
    return new RegistryRefusal(404, 40402, "Version %s not found.".formatted(version));
  }

  public static RegistryRefusal schemaNotFound() {
    return new RegistryRefusal(404, 40403, "Schema not found");
  }

  public static RegistryRefusal schemaNotFound(int id) {
    return new RegistryRefusal(404, 40403, "Schema %d not found".formatted(id));
  }

  public static RegistryRefusal noLevelOfItsOwn(String subject) {
    return new RegistryRefusal(
        404,
        40408,
        "Subject '%s' does not have subject-level compatibility configured".formatted(subject));
  }

  public static RegistryRefusal incompatible(String subject, String conflicts) {
    return new RegistryRefusal(
        409,
        409,
        "Schema being registered is incompatible with an earlier schema for subject \"%s\": %s"
            .formatted(subject, conflicts));
  }

  public static RegistryRefusal invalidSchema(String why) {
    return new RegistryRefusal(422, 42201, "Invalid schema: " + why);
  }

  public static RegistryRefusal invalidVersion(String version) {
    return new RegistryRefusal(
        422,
        42202,
        "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
            .formatted(version));
  }

  public static RegistryRefusal invalidLevel(String level) {
    return new RegistryRefusal(
        422,
        42203,
        "Invalid compatibility level '%s'. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive"
            .formatted(level));
  }

  public static RegistryRefusal neverForgets() {
    return new RegistryRefusal(
        405,
        405,
        "This registry never deletes a schema: records that carry its id would become unreadable");
  }

  public int httpStatus() {
    return httpStatus;
  }

  public int errorCode() {
    return errorCode;
  }

  @Override
  public String getMessage() {
    return java.util.Objects.requireNonNull(super.getMessage());
  }
}
