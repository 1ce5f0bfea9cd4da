package io.evenkeel.pipeline.state;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link PackedStore} puts its values: in the order of their keys, for any thread to read.
 */
interface Shelf<T> extends StateStore {
  @Nullable T get(Bytes key);

  boolean holds(Bytes key);

  void put(Bytes key, T value);

  void delete(Bytes key);

  long entries();

  OptionalLong bytesInMemory();

  void forEach(Consumer<T> action);

  void forEachWithPrefix(Bytes prefix, Consumer<T> action);
}
