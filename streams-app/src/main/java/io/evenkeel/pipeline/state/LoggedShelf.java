package io.evenkeel.pipeline.state;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Values packed, in an ordinary store of Streams that logs every write at once. */
record LoggedShelf<T>(KeyValueStore<Bytes, byte[]> bytes, Packing<T> packing) implements Shelf<T> {
  @Override
  public @Nullable T get(Bytes key) {
    var packed = bytes.get(key);
    return packed == null ? null : packing.unpack(packed);
  }

  @Override
  public boolean holds(Bytes key) {
    return bytes.get(key) != null;
  }

  @Override
  public void put(Bytes key, T value) {
    bytes.put(key, packing.pack(value));
  }

  @Override
  public void delete(Bytes key) {
    bytes.delete(key);
  }

  @Override
  public long entries() {
    return bytes.approximateNumEntries();
  }

  @Override
  public OptionalLong bytesInMemory() {
    if (bytes.persistent()) {
      return OptionalLong.empty();
    }
    var sum = 0L;
    try (var all = bytes.all()) {
      while (all.hasNext()) {
        var entry = all.next();
        sum += entry.key.get().length + entry.value.length;
      }
    }
    return OptionalLong.of(sum);
  }

  @Override
  public void forEach(Consumer<T> action) {
    try (var all = bytes.all()) {
      all.forEachRemaining(entry -> action.accept(packing.unpack(entry.value)));
    }
  }

  @Override
  public void forEachWithPrefix(Bytes prefix, Consumer<T> action) {
    try (var some = bytes.prefixScan(prefix, Serdes.Bytes().serializer())) {
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
}
