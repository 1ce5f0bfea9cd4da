package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Price;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Boards that a test fills by hand. */
final class BoardsInMemory implements Boards {
  final Map<String, Quote> quotes = new HashMap<>();
  final Map<String, Security> securities = new HashMap<>();
  final Map<String, Model> models = new HashMap<>();

  void price(String securityId, String price) {
    quotes.put(securityId, new Quote(Price.of(price), "USD", Instant.EPOCH, false));
  }

  @Override
  public @Nullable Quote quote(String securityId) {
    return quotes.get(securityId);
  }

  @Override
  public @Nullable Security security(String securityId) {
    return securities.get(securityId);
  }

  @Override
  public @Nullable Model model(String modelId) {
    return models.get(modelId);
  }

  @Override
  public @Nullable Target target(String targetId) {
    return null;
  }
}
