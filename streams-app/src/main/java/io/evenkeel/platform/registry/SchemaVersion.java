package io.evenkeel.platform.registry;

/**
 * One version of one subject.
 *
 * @param version from 1, without gaps, within the subject
 * @param id names the schema in every record; the same schema has the same id under every subject
 * @param schema the schema as Avro prints it
 */
public record SchemaVersion(String subject, int version, int id, String schema) {}
