package io.evenkeel.pipeline.account;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.drift.DriftEngine;
import io.evenkeel.core.market.Boards;
import io.evenkeel.pipeline.state.PackedStore;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes a {@link BookStore} per task; its log is that of the packed books within. */
record BookStoreBuilder(
    StoreBuilder<PackedStore<AccountBook>> packed,
    Boards boards,
    AccountSettings settings,
    Supplier<DriftEngine> newEngine,
    int unpackedBooks,
    Consumer<Duration> answers)
    implements StoreBuilder<BookStore> {
  @Override
  public BookStore build() {
    return new BookStore(packed.build(), boards, settings, newEngine, unpackedBooks, answers);
  }

  @Override
  public StoreBuilder<BookStore> withCachingEnabled() {
    throw new UnsupportedOperationException("books are written through");
  }

  @Override
  public StoreBuilder<BookStore> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<BookStore> withLoggingEnabled(Map<String, String> config) {
    return new BookStoreBuilder(
        packed.withLoggingEnabled(config), boards, settings, newEngine, unpackedBooks, answers);
  }

  @Override
  public StoreBuilder<BookStore> withLoggingDisabled() {
    throw new UnsupportedOperationException("books are restored from their changelog");
  }

  @Override
  public Map<String, String> logConfig() {
    return packed.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return packed.loggingEnabled();
  }

  @Override
  public String name() {
    return packed.name();
  }
}
