package io.evenkeel.pipeline.state;

import java.util.List;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** How Streams hands the rows of all tasks of this instance to a query: one {@link Listed} each. */
public final class ListedType<R> implements QueryableStoreType<List<Listed<R>>> {
  @Override
  public boolean accepts(StateStore store) {
    return store instanceof Listed<?>;
  }

  @Override
  public List<Listed<R>> create(StateStoreProvider provider, String storeName) {
    return provider.stores(
        storeName,
        new QueryableStoreType<Listed<R>>() {
          @Override
          public boolean accepts(StateStore store) {
            return store instanceof Listed<?>;
          }

          @Override
          public Listed<R> create(StateStoreProvider ignored, String name) {
            throw new UnsupportedOperationException("only asks for the stores themselves");
          }
        });
  }
}
