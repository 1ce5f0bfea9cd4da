package io.evenkeel.core.drift.reference;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is the same for all accounts. */
public final class ReferenceWorld {
  final Map<String, Quote> quotes = new HashMap<>();
  final Map<String, Security> securities = new HashMap<>();
  final Map<String, Model> models = new HashMap<>();
  final Map<String, Target> targets = new HashMap<>();
  final Fraction hysteresis;
  final @Nullable Duration staleAfter;
  Instant now = Instant.EPOCH;

  /**
   * A world in which nothing is known.
   *
   * @param hysteresis 0 to 1
   * @param staleAfter {@code null}: a price never gets too old
   */
  public ReferenceWorld(Fraction hysteresis, @Nullable Duration staleAfter) {
    this.hysteresis = hysteresis;
    this.staleAfter = staleAfter;
  }

  public void now(Instant at) {
    now = at;
  }

  public void quote(String securityId, @Nullable Quote quote) {
    put(quotes, securityId, quote);
  }

  public void security(String securityId, @Nullable Security security) {
    put(securities, securityId, security);
  }

  public void model(String modelId, @Nullable Model model) {
    put(models, modelId, model);
  }

  public void target(String targetId, @Nullable Target target) {
    put(targets, targetId, target);
  }

  private static <T> void put(Map<String, T> map, String id, @Nullable T value) {
    if (value == null) {
      map.remove(id);
    } else {
      map.put(id, value);
    }
  }
}
