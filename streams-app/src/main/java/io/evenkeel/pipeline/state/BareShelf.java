package io.evenkeel.pipeline.state;

import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;

/**
 * Values as they are, neither packed nor logged: for a process that nobody takes over from. Nothing
 * else differs, because values never change and keys stand in the same order.
 */
final class BareShelf<T> implements Shelf<T> {
  private final String name;
  private final ConcurrentNavigableMap<Bytes, T> values = new ConcurrentSkipListMap<>();
  private volatile boolean open;

  BareShelf(String name) {
    this.name = name;
  }

  @Override
  public @Nullable T get(Bytes key) {
    return values.get(key);
  }

  @Override
  public boolean holds(Bytes key) {
    return values.containsKey(key);
  }

  @Override
  public void put(Bytes key, T value) {
    values.put(key, value);
  }

  @Override
  public void delete(Bytes key) {
    values.remove(key);
  }

  @Override
  public long entries() {
    return values.size();
  }

  @Override
  public OptionalLong bytesInMemory() {
    return OptionalLong.empty();
  }

  @Override
  public void forEach(Consumer<T> action) {
    values.values().forEach(action);
  }

  @Override
  public void forEachWithPrefix(Bytes prefix, Consumer<T> action) {
    for (var entry : values.tailMap(prefix).entrySet()) {
      if (!beginsWith(entry.getKey().get(), prefix.get())) {
        return;
      }
      action.accept(entry.getValue());
    }
  }

  private static boolean beginsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && java.util.Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void close() {
    open = false;
    values.clear();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
