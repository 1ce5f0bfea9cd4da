package io.evenkeel.pipeline.state;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.jspecify.annotations.Nullable;

/** How Streams hands the stores of all tasks of this instance to a query, as one. */
public final class StoredValuesType<T> implements QueryableStoreType<StoredValues<T>> {
  @Override
  public boolean accepts(StateStore store) {
    return store instanceof StoredValues<?>;
  }

  @Override
  public StoredValues<T> create(StateStoreProvider provider, String storeName) {
    return new AllTasks<>(provider.stores(storeName, this));
  }

  private record AllTasks<T>(List<StoredValues<T>> tasks) implements StoredValues<T> {
    @Override
    public @Nullable T get(String key) {
      return tasks.stream().map(t -> t.get(key)).filter(Objects::nonNull).findFirst().orElse(null);
    }

    @Override
    public long entries() {
      return tasks.stream().mapToLong(StoredValues::entries).sum();
    }

    @Override
    public OptionalLong bytesInMemory() {
      var bytes = tasks.stream().map(StoredValues::bytesInMemory).toList();
      return bytes.stream().allMatch(OptionalLong::isPresent)
          ? OptionalLong.of(bytes.stream().mapToLong(OptionalLong::getAsLong).sum())
          : OptionalLong.empty();
    }

    @Override
    public void forEach(Consumer<T> action) {
      tasks.forEach(task -> task.forEach(action));
    }

    @Override
    public void forEachWithPrefix(String prefix, Consumer<T> action) {
      tasks.forEach(task -> task.forEachWithPrefix(prefix, action));
    }
  }
}
