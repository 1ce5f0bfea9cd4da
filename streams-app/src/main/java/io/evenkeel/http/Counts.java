package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often each symbol occurs; those that do not are shown as 0. */
final class Counts<E extends Enum<E>> {
  private final E[] symbols;
  private final int[] counts;

  Counts(Class<E> type) {
    this.symbols = type.getEnumConstants();
    this.counts = new int[symbols.length];
  }

  /** Those that were counted elsewhere. */
  static <E extends Enum<E>> Counts<E> of(Class<E> type, Map<E, Integer> counted) {
    var counts = new Counts<>(type);
    counted.forEach((symbol, count) -> counts.counts[symbol.ordinal()] = count);
    return counts;
  }

  void count(@Nullable E symbol) {
    if (symbol != null) {
      counts[symbol.ordinal()]++;
    }
  }

  ObjectNode json() {
    var json = Json.object();
    for (var symbol : symbols) {
      json.put(symbol.name(), counts[symbol.ordinal()]);
    }
    return json;
  }
}
