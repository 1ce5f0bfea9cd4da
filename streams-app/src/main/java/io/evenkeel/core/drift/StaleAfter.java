package io.evenkeel.core.drift;

import io.evenkeel.core.book.Security;
import io.evenkeel.core.market.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How old a price may be before its holders can no longer be judged.
 *
 * @param usual for classes of which nothing is said; empty: any age will do
 * @param byClass for one security class, such as funds, which price daily; empty: any age will do
 */
public record StaleAfter(Optional<Duration> usual, Map<String, Optional<Duration>> byClass) {
  /** Any age will do. */
  public static final StaleAfter OFF = new StaleAfter(Optional.empty(), Map.of());

  public StaleAfter {
    byClass = Map.copyOf(byClass);
  }

  public static StaleAfter of(Duration usual) {
    return new StaleAfter(Optional.of(usual), Map.of());
  }

  /** Whether no price ever gets too old. */
  public boolean isOff() {
    return usual.isEmpty() && byClass.isEmpty();
  }

  /**
   * The last moment at which a quote may be used; {@code null} where it never gets too old. Nothing
   * ticks when it passes, so whoever keeps accounts has to look again right after it.
   */
  public @Nullable Instant usableUntil(Quote quote, @Nullable Security security) {
    if (isOff()) {
      return null;
    }
    var securityClass = security == null ? null : security.securityClass();
    var age = securityClass == null ? usual : byClass.getOrDefault(securityClass, usual);
    return age.map(quote.asOf()::plus).orElse(null);
  }

  boolean isStale(Quote quote, @Nullable Security security, Instant now) {
    var until = usableUntil(quote, security);
    return until != null && now.isAfter(until);
  }
}
