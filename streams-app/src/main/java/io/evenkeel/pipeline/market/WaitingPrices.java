package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.Tick;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Prices of a security since its last good one, which were not believed yet and may be once an
 * action explains them. The hold says only the first that agree; here are all. For one thread.
 */
final class WaitingPrices {
  /** Of one security; of more, the newest are known. */
  static final int AT_MOST = 1_000;

  /** One of them. */
  record Waiting(Tick tick, Place place) {}

  private final Map<Integer, Deque<Waiting>> bySymbol = new HashMap<>();

  void add(int symbol, Tick tick, Place place) {
    var prices = bySymbol.computeIfAbsent(symbol, s -> new ArrayDeque<>());
    if (prices.size() == AT_MOST) {
      prices.removeFirst();
    }
    prices.addLast(new Waiting(tick, place));
  }

  boolean any(int symbol, Predicate<Tick> condition) {
    var prices = bySymbol.get(symbol);
    return prices != null && prices.stream().map(Waiting::tick).anyMatch(condition);
  }

  /** All of them in order, which wait no longer. */
  List<Waiting> take(int symbol) {
    var prices = bySymbol.remove(symbol);
    return prices == null ? List.of() : List.copyOf(prices);
  }

  /** Those of them that were made later. */
  static List<Waiting> after(Tick tick, List<Waiting> prices) {
    return prices.stream().filter(price -> price.tick().asOf().isAfter(tick.asOf())).toList();
  }
}
