package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import org.jspecify.annotations.Nullable;

/** How often each symbol occurs; those that do not are shown as 0. */
final class Counts<E extends Enum<E>> {
  private final E[] symbols;
  private final int[] counts;

  Counts(Class<E> type) {
    this.symbols = type.getEnumConstants();
    this.counts = new int[symbols.length];
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
