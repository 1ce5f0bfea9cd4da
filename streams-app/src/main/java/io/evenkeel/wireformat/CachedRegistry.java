package io.evenkeel.wireformat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Remembers every answer that can never change: which id a schema has, which schema an id names.
 * Grows with the number of schemas, which the registry bounds; what it does not know is asked again
 * each time.
 */
final class CachedRegistry implements SchemaRegistry {
  private record Registration(String subject, Schema schema) {}

  private final SchemaRegistry registry;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  CachedRegistry(SchemaRegistry registry) {
    this.registry = registry;
  }

  // Not computeIfAbsent: an answer can take a minute, and other threads would wait for an unrelated
  // schema.

  @Override
  public int register(String subject, Schema schema) {
    var known = ids.get(new Registration(subject, schema));
    return known != null ? known : remember(subject, schema, registry.register(subject, schema));
  }

  @Override
  public int idOf(String subject, Schema schema) {
    var known = ids.get(new Registration(subject, schema));
    return known != null ? known : remember(subject, schema, registry.idOf(subject, schema));
  }

  private int remember(String subject, Schema schema, int id) {
    ids.put(new Registration(subject, schema), id);
    return id;
  }

  @Override
  public Latest latest(String subject) {
    return registry.latest(subject);
  }

  @Override
  public Schema schema(int id) {
    var known = schemas.get(id);
    if (known != null) {
      return known;
    }
    var schema = registry.schema(id);
    schemas.put(id, schema);
    return schema;
  }
}
