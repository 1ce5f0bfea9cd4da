package io.evenkeel.wireformat;

import org.apache.avro.Schema;

/**
 * What the serdes ask of a schema registry. Each call may wait, as long as the configuration says.
 */
interface SchemaRegistry {
  /**
   * The id of a schema, which is added to the subject if it is new there.
   *
   * @throws SchemaRefusedException if it does not go together with the subject's earlier versions
   * @throws RegistryUnavailableException if the registry did not answer in time
   */
  int register(String subject, Schema schema);

  /**
   * The id of a schema that the subject has already.
   *
   * @throws SchemaRefusedException if the subject does not have it
   * @throws RegistryUnavailableException if the registry did not answer in time
   */
  int idOf(String subject, Schema schema);

  /**
   * The newest schema of a subject.
   *
   * @throws SchemaRefusedException if the subject has none
   * @throws RegistryUnavailableException if the registry did not answer in time
   */
  Latest latest(String subject);

  /**
   * The schema that an id names.
   *
   * @throws UnreadableRecordException if the registry knows no such id
   * @throws RegistryUnavailableException if the registry did not answer in time
   */
  Schema schema(int id);

  /** The newest version of a subject. */
  record Latest(int id, int version, Schema schema) {}
}
