package io.evenkeel.wireformat;

import io.evenkeel.platform.registry.RegistryRefusal;
import io.evenkeel.platform.registry.SchemaJournal;
import io.evenkeel.platform.registry.SchemaLedger;
import io.evenkeel.platform.registry.SchemaText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A registry without a network, for tests and backtests: {@code mock://scope}. Serdes with the same
 * scope in one process share it; it lives until its scope is dropped.
 */
final class MemoryRegistry implements SchemaRegistry {
  static final String SCHEME = "mock://";
  private static final Map<String, MemoryRegistry> BY_SCOPE = new ConcurrentHashMap<>();

  private final SchemaLedger ledger = new SchemaLedger(SchemaJournal.none());

  static MemoryRegistry ofScope(String scope) {
    return BY_SCOPE.computeIfAbsent(scope, s -> new MemoryRegistry());
  }

  static void drop(String scope) {
    BY_SCOPE.remove(scope);
  }

  @Override
  public int register(String subject, Schema schema) {
    try {
      return ledger.register(subject, schema).id();
    } catch (RegistryRefusal e) {
      throw new SchemaRefusedException(e.getMessage());
    }
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return ledger
        .find(subject, schema)
        .orElseThrow(() -> Refusals.notRegistered(subject, "it has no such schema"))
        .id();
  }

  @Override
  public Latest latest(String subject) {
    try {
      var latest = ledger.version(subject, "latest");
      return new Latest(latest.id(), latest.version(), SchemaText.parse(latest.schema()));
    } catch (RegistryRefusal e) {
      throw Refusals.notRegistered(subject, e.getMessage());
    }
  }

  @Override
  public Schema schema(int id) {
    return ledger
        .schema(id)
        .map(SchemaText::parse)
        .orElseThrow(() -> Refusals.unknownId(id, "mock registry"));
  }
}
