package io.evenkeel.pipeline.state;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Core values by a string key, packed, with a changelog from which a standby or a restarted task
 * has them again. A facade: within is an ordinary store of Streams that logs every write at once
 * (no cache), so what a query reads is what was last written.
 *
 * <p>Reading unpacks; whoever reads one value often keeps it. Any thread may read.
 */
public final class PackedStore<T> implements StateStore, StoredValues<T> {
  private final KeyValueStore<Bytes, byte[]> bytes;
  private final Packing<T> packing;

  private PackedStore(KeyValueStore<Bytes, byte[]> bytes, Packing<T> packing) {
    this.bytes = bytes;
    this.packing = packing;
  }

  /** Makes stores of that name, in memory. */
  public static <T> StoreBuilder<PackedStore<T>> inMemory(String name, Packing<T> packing) {
    return new Builder<>(Stores.inMemoryKeyValueStore(name), packing, Map.of());
  }

  /** Makes stores of that name, on disk: for what grows with time and is seldom read. */
  public static <T> StoreBuilder<PackedStore<T>> onDisk(String name, Packing<T> packing) {
    return new Builder<>(Stores.persistentKeyValueStore(name), packing, Map.of());
  }

  @Override
  public @Nullable T get(String key) {
    var packed = bytes.get(keyOf(key));
    return packed == null ? null : packing.unpack(packed);
  }

  public boolean holds(String key) {
    return bytes.get(keyOf(key)) != null;
  }

  public void put(String key, T value) {
    bytes.put(keyOf(key), packing.pack(value));
  }

  public void delete(String key) {
    bytes.delete(keyOf(key));
  }

  @Override
  public void forEach(Consumer<T> action) {
    try (var all = bytes.all()) {
      all.forEachRemaining(entry -> action.accept(packing.unpack(entry.value)));
    }
  }

  @Override
  public void forEachWithPrefix(String prefix, Consumer<T> action) {
    try (var some = bytes.prefixScan(keyOf(prefix), Serdes.Bytes().serializer())) {
      some.forEachRemaining(entry -> action.accept(packing.unpack(entry.value)));
    }
  }

  @Override
  public String name() {
    return bytes.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    bytes.init(context, root);
  }

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public boolean persistent() {
    return bytes.persistent();
  }

  @Override
  public boolean isOpen() {
    return bytes.isOpen();
  }

  private static Bytes keyOf(String key) {
    return Bytes.wrap(requireNonNull(key).getBytes(StandardCharsets.UTF_8));
  }

  private record Builder<T>(
      KeyValueBytesStoreSupplier supplier, Packing<T> packing, Map<String, String> logConfig)
      implements StoreBuilder<PackedStore<T>> {
    @Override
    public PackedStore<T> build() {
      var inner =
          Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
              .withCachingDisabled()
              .withLoggingEnabled(logConfig)
              .build();
      return new PackedStore<>(inner, packing);
    }

    @Override
    public StoreBuilder<PackedStore<T>> withCachingEnabled() {
      throw new UnsupportedOperationException("packed state is written through");
    }

    @Override
    public StoreBuilder<PackedStore<T>> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<PackedStore<T>> withLoggingEnabled(Map<String, String> config) {
      return new Builder<>(supplier, packing, new HashMap<>(config));
    }

    @Override
    public StoreBuilder<PackedStore<T>> withLoggingDisabled() {
      throw new UnsupportedOperationException("packed state is restored from its changelog");
    }

    @Override
    public boolean loggingEnabled() {
      return true;
    }

    @Override
    public String name() {
      return supplier.name();
    }
  }
}
