package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often each symbol occurs; those that do not are shown as 0. */
final class Counts<E extends Enum<E>> {
  private final Class<E> type;
  private final Map<E, Integer> counts;

  Counts(Class<E> type) {
    this.type = type;
    this.counts = new EnumMap<>(type);
  }

  void count(@Nullable E symbol) {
    if (symbol != null) {
      counts.merge(symbol, 1, Integer::sum);
    }
  }

  ObjectNode json() {
    var json = Json.object();
    for (var symbol : type.getEnumConstants()) {
      json.put(symbol.name(), counts.getOrDefault(symbol, 0));
    }
    return json;
  }
}
