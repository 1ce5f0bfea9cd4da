package io.evenkeel.pipeline.state;

import java.util.List;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** How Streams hands the stores of all tasks of this instance to a query, as what they are. */
public final class TaskStores<S> implements QueryableStoreType<List<S>> {
  private final Class<S> type;

  public TaskStores(Class<S> type) {
    this.type = type;
  }

  @Override
  public boolean accepts(StateStore store) {
    return type.isInstance(store);
  }

  @Override
  public List<S> create(StateStoreProvider provider, String storeName) {
    return provider.stores(
        storeName,
        new QueryableStoreType<S>() {
          @Override
          public boolean accepts(StateStore store) {
            return type.isInstance(store);
          }

          @Override
          public S create(StateStoreProvider ignored, String name) {
            throw new UnsupportedOperationException("only asks for the stores themselves");
          }
        });
  }
}
