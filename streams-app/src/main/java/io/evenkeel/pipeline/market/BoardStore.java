package io.evenkeel.pipeline.market;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What Streams sees of a board: a global store that is in memory and is filled by the board's
 * processor, at restore as later. The board itself is read through {@link BoardsView}.
 */
final class BoardStore implements StateStore {
  private final String name;
  private volatile boolean open;

  private BoardStore(String name) {
    this.name = name;
  }

  /** Makes the store of that name. */
  static StoreBuilder<BoardStore> named(String name) {
    return new Builder(name);
  }

  @Override
  public String name() {
    return name;
  }

  /** Registers a callback because Streams wants one; it restores through the processor instead. */
  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(
        root,
        (key, value) -> {
          throw new IllegalStateException("the board " + name + " restores through its processor");
        });
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  private record Builder(String name) implements StoreBuilder<BoardStore> {
    @Override
    public BoardStore build() {
      return new BoardStore(name);
    }

    @Override
    public StoreBuilder<BoardStore> withCachingEnabled() {
      throw new UnsupportedOperationException("a board is not cached");
    }

    @Override
    public StoreBuilder<BoardStore> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<BoardStore> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("a board is restored from its topic");
    }

    @Override
    public StoreBuilder<BoardStore> withLoggingDisabled() {
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
}
