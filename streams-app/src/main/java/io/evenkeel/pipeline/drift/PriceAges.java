package io.evenkeel.pipeline.drift;

import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.market.Boards;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names securities whose price got too old: nothing ticks when it does. For one thread; holds one
 * entry per security, and none where prices never get too old.
 *
 * <p>A newer price only moves the moment on, so a tick costs nothing: the price is looked at when
 * the moment that was noted first has come.
 */
final class PriceAges {
  private final Boards boards;
  private final StaleAfter staleAfter;
  private final Map<String, Expiry> expiries = new HashMap<>();
  private final TreeSet<Expiry> byTime =
      new TreeSet<>(Comparator.comparing(Expiry::at).thenComparing(Expiry::securityId));

  /** The last moment at which a price may be used. */
  private record Expiry(Instant at, String securityId) {}

  PriceAges(Boards boards, StaleAfter staleAfter) {
    this.boards = boards;
    this.staleAfter = staleAfter;
  }

  /** A security has a newer price than any before. */
  void ticked(String securityId) {
    if (!staleAfter.isOff() && !expiries.containsKey(securityId)) {
      note(securityId, usableUntil(securityId));
    }
  }

  /** A security's class changed. */
  void changed(String securityId) {
    forget(securityId);
    note(securityId, usableUntil(securityId));
  }

  /** Names every security whose price may no longer be used, once. */
  void drain(Instant now, Consumer<String> tooOld) {
    while (!byTime.isEmpty() && now.isAfter(byTime.first().at())) {
      var securityId = byTime.first().securityId();
      forget(securityId);
      var until = usableUntil(securityId);
      if (until != null && now.isAfter(until)) {
        tooOld.accept(securityId);
      } else {
        note(securityId, until);
      }
    }
  }

  private @Nullable Instant usableUntil(String securityId) {
    var quote = boards.quote(securityId);
    return quote == null ? null : staleAfter.usableUntil(quote, boards.security(securityId));
  }

  private void note(String securityId, @Nullable Instant until) {
    if (until != null) {
      var expiry = new Expiry(until, securityId);
      expiries.put(securityId, expiry);
      byTime.add(expiry);
    }
  }

  private void forget(String securityId) {
    var known = expiries.remove(securityId);
    if (known != null) {
      byTime.remove(known);
    }
  }
}
