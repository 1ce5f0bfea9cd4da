package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Quote;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Boards that give the same answer twice. Live boards move on between two questions; an event has
 * to name the very prices that it was computed from.
 */
final class PinnedBoards implements Boards {
  private final Boards live;
  private final Map<String, Optional<Quote>> quotes = new HashMap<>();
  private final Map<String, Optional<Security>> securities = new HashMap<>();
  private final Map<String, Optional<Model>> models = new HashMap<>();
  private final Map<String, Optional<Target>> targets = new HashMap<>();

  PinnedBoards(Boards live) {
    this.live = live;
  }

  @Override
  public @Nullable Quote quote(String securityId) {
    return quotes
        .computeIfAbsent(securityId, id -> Optional.ofNullable(live.quote(id)))
        .orElse(null);
  }

  @Override
  public @Nullable Security security(String securityId) {
    return securities
        .computeIfAbsent(securityId, id -> Optional.ofNullable(live.security(id)))
        .orElse(null);
  }

  @Override
  public @Nullable Model model(String modelId) {
    return models.computeIfAbsent(modelId, id -> Optional.ofNullable(live.model(id))).orElse(null);
  }

  @Override
  public @Nullable Target target(String targetId) {
    return targets
        .computeIfAbsent(targetId, id -> Optional.ofNullable(live.target(id)))
        .orElse(null);
  }
}
