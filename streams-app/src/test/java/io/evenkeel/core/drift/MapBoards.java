package io.evenkeel.core.drift;

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

/** Boards that a test writes on. */
final class MapBoards implements Boards {
  final Map<String, Quote> quotes = new HashMap<>();
  final Map<String, Security> securities = new HashMap<>();
  final Map<String, Model> models = new HashMap<>();
  final Map<String, Target> targets = new HashMap<>();

  MapBoards price(String securityId, String price) {
    quotes.put(securityId, new Quote(Price.of(price), "USD", Instant.EPOCH, false));
    return this;
  }

  MapBoards model(Model model) {
    models.put(model.modelId(), model);
    return this;
  }

  MapBoards target(Target target) {
    targets.put(target.targetId(), target);
    return this;
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
    return targets.get(targetId);
  }
}
