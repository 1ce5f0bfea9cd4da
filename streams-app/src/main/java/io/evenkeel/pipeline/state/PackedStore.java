package io.evenkeel.pipeline.state;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
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
public final class PackedStore<T> implements StateStore, StoredValues<T>, Listed<Object> {
  private final Shelf<T> shelf;
  private final @Nullable Function<T, @Nullable Object> row;
  private final Map<String, Object> rows = new ConcurrentHashMap<>();

  private PackedStore(Shelf<T> shelf, @Nullable Function<T, @Nullable Object> row) {
    this.shelf = shelf;
    this.row = row;
  }

  /** Makes stores of that name, in memory. */
  public static <T> StoreBuilder<PackedStore<T>> inMemory(String name, Packing<T> packing) {
    return new Builder<>(Stores.inMemoryKeyValueStore(name), packing, Map.of());
  }

  /** Makes stores of that name, on disk: for what grows with time and is seldom read. */
  public static <T> StoreBuilder<PackedStore<T>> onDisk(String name, Packing<T> packing) {
    return new Builder<>(Stores.persistentKeyValueStore(name), packing, Map.of());
  }

  /**
   * Makes stores of that name that hold values as they are, in memory, without a log: what is in
   * them ends with the process.
   */
  public static <T> StoreBuilder<PackedStore<T>> withoutLog(String name) {
    return new BareBuilder<>(name);
  }

  /**
   * Makes the same stores, which show a row for each value.
   *
   * @param row of a value; {@code null} where it has none
   */
  public static <T> StoreBuilder<PackedStore<T>> listing(
      StoreBuilder<PackedStore<T>> store, Function<T, @Nullable Object> row) {
    return new ListingBuilder<>(store, row);
  }

  /** Makes the rows anew, after the values were restored or moved here. */
  public void listAgain(Function<T, String> key) {
    rows.clear();
    forEach(value -> list(key.apply(value), value));
  }

  private void list(String key, T value) {
    var shown = row == null ? null : row.apply(value);
    if (shown != null) {
      rows.put(key, shown);
    } else if (row != null) {
      rows.remove(key);
    }
  }

  @Override
  public Collection<Object> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  @Override
  public @Nullable T get(String key) {
    return shelf.get(keyOf(key));
  }

  public boolean holds(String key) {
    return shelf.holds(keyOf(key));
  }

  public void put(String key, T value) {
    shelf.put(keyOf(key), value);
    list(key, value);
  }

  public void delete(String key) {
    shelf.delete(keyOf(key));
    rows.remove(key);
  }

  @Override
  public long entries() {
    return shelf.entries();
  }

  @Override
  public OptionalLong bytesInMemory() {
    return shelf.bytesInMemory();
  }

  @Override
  public void forEach(Consumer<T> action) {
    shelf.forEach(action);
  }

  @Override
  public void forEachWithPrefix(String prefix, Consumer<T> action) {
    shelf.forEachWithPrefix(keyOf(prefix), action);
  }

  @Override
  public String name() {
    return shelf.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    shelf.init(context, root);
  }

  @Override
  public void close() {
    shelf.close();
  }

  @Override
  public boolean persistent() {
    return shelf.persistent();
  }

  @Override
  public boolean isOpen() {
    return shelf.isOpen();
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
      return new PackedStore<>(new LoggedShelf<>(inner, packing), null);
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

  private record BareBuilder<T>(String name) implements StoreBuilder<PackedStore<T>> {
    @Override
    public PackedStore<T> build() {
      return new PackedStore<>(new BareShelf<>(name), null);
    }

    @Override
    public StoreBuilder<PackedStore<T>> withCachingEnabled() {
      throw new UnsupportedOperationException("there is nothing to write through to");
    }

    @Override
    public StoreBuilder<PackedStore<T>> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<PackedStore<T>> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("what is not packed cannot be logged");
    }

    @Override
    public StoreBuilder<PackedStore<T>> withLoggingDisabled() {
      return this;
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }

  private record ListingBuilder<T>(
      StoreBuilder<PackedStore<T>> store, Function<T, @Nullable Object> row)
      implements StoreBuilder<PackedStore<T>> {
    @Override
    public PackedStore<T> build() {
      return new PackedStore<>(store.build().shelf, row);
    }

    @Override
    public StoreBuilder<PackedStore<T>> withCachingEnabled() {
      return new ListingBuilder<>(store.withCachingEnabled(), row);
    }

    @Override
    public StoreBuilder<PackedStore<T>> withCachingDisabled() {
      return new ListingBuilder<>(store.withCachingDisabled(), row);
    }

    @Override
    public StoreBuilder<PackedStore<T>> withLoggingEnabled(Map<String, String> config) {
      return new ListingBuilder<>(store.withLoggingEnabled(config), row);
    }

    @Override
    public StoreBuilder<PackedStore<T>> withLoggingDisabled() {
      return new ListingBuilder<>(store.withLoggingDisabled(), row);
    }

    @Override
    public Map<String, String> logConfig() {
      return store.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
      return store.loggingEnabled();
    }

    @Override
    public String name() {
      return store.name();
    }
  }
}
