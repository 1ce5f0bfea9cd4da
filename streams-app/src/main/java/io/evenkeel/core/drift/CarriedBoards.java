package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Quote;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The boards as far as an event carries them. */
final class CarriedBoards implements Boards {
  private final Map<String, Quote> quotes = new HashMap<>();
  private final Map<String, Model> models = new HashMap<>();

  CarriedBoards(DriftInputs inputs) {
    for (var sleeve : inputs.sleeves()) {
      for (var held : sleeve.holdings()) {
        var price = held.price();
        var asOf = held.asOf();
        if (price != null) {
          quotes.put(
              held.securityId(),
              new Quote(price, "USD", asOf == null ? Instant.EPOCH : asOf, false));
        }
      }
    }
    inputs.models().forEach(model -> models.put(model.modelId(), model));
  }

  @Override
  public @Nullable Quote quote(String securityId) {
    return quotes.get(securityId);
  }

  @Override
  public @Nullable Security security(String securityId) {
    return null;
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
