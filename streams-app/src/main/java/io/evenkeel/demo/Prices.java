package io.evenkeel.demo;

import io.evenkeel.schemas.Price;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The market's newest prices by symbol, for whoever trades in the demo. */
final class Prices {
  private final Map<String, BigDecimal> newest = new ConcurrentHashMap<>();

  void put(String symbol, BigDecimal price) {
    newest.put(symbol, price);
  }

  /** Takes a record of the topic {@code prices}. */
  void take(String topic, String symbol, @Nullable SpecificRecord value) {
    if (value instanceof Price price) {
      put(symbol, price.getPrice());
    }
  }

  @Nullable BigDecimal of(String symbol) {
    return newest.get(symbol);
  }
}
