package io.evenkeel.pipeline.state;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Values by key, as they were last written; any thread may read. */
public interface StoredValues<T> {
  /** The value of a key; {@code null} where there is none. */
  @Nullable T get(String key);

  /** Every value. */
  void forEach(Consumer<T> action);

  /** How many there are; about so many where they are on disk. */
  long entries();

  /**
   * Bytes of all keys and values as they are packed, counted by going through them; empty where
   * they are on disk, or not packed.
   */
  OptionalLong bytesInMemory();

  /** Every value whose key begins so. */
  void forEachWithPrefix(String prefix, Consumer<T> action);
}
