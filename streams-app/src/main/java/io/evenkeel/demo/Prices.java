package io.evenkeel.demo;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The market's newest prices by symbol, for whoever trades in the demo. */
final class Prices {
  private final Map<String, BigDecimal> newest = new ConcurrentHashMap<>();

  void put(String symbol, BigDecimal price) {
    newest.put(symbol, price);
  }

  @Nullable BigDecimal of(String symbol) {
    return newest.get(symbol);
  }
}
