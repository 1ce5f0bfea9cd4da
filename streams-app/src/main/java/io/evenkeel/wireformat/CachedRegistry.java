package io.evenkeel.wireformat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Remembers every answer that can never change: which id a schema has, which schema an id names.
 * Grows with the number of schemas, which the registry bounds.
 *
 * <p>What the registry does not know, it may know later. That it did not is remembered for what was
 * in a topic already when it was asked ({@link LastPoll}), and asked again for anything else.
 */
final class CachedRegistry implements SchemaRegistry {
  private static final int MOST_UNKNOWN = 1_000;

  private record Registration(String subject, Schema schema) {}

  /** An id that the registry did not know, when it was asked by {@link System#nanoTime}. */
  private record Unknown(long askedAt, String sentence) {}

  private final SchemaRegistry registry;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<Integer, Unknown> unknowns = new ConcurrentHashMap<>();

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
    var unknown = unknowns.get(id);
    if (unknown != null && LastPoll.isBefore(unknown.askedAt)) {
      throw UnreadableRecordException.ofUnknownSchema(unknown.sentence);
    }
    return ask(id);
  }

  private Schema ask(int id) {
    var askedAt = System.nanoTime();
    try {
      var schema = registry.schema(id);
      schemas.put(id, schema);
      unknowns.remove(id);
      return schema;
    } catch (UnreadableRecordException e) {
      if (e.isUnknownSchema()) {
        remember(id, new Unknown(askedAt, String.valueOf(e.getMessage())));
      }
      throw e;
    }
  }

  private void remember(int id, Unknown unknown) {
    if (unknowns.size() >= MOST_UNKNOWN) {
      unknowns.clear();
    }
    unknowns.put(id, unknown);
  }
}
