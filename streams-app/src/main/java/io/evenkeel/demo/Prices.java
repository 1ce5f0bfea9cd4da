package io.evenkeel.demo;

import io.evenkeel.schemas.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The market's newest prices by symbol, for whoever trades in the demo. */
final class Prices {
  private final Map<String, Quote> newest = new ConcurrentHashMap<>();

  /** A price, and the time that it is of. */
  record Quote(BigDecimal price, Instant asOf) {}

  void put(String symbol, BigDecimal price, Instant asOf) {
    newest.put(symbol, new Quote(price, asOf));
  }

  /** Takes a record of the topic {@code prices}. */
  void take(String topic, String symbol, @Nullable SpecificRecord value) {
    if (value instanceof Price price) {
      put(symbol, price.getPrice(), price.getAsOf());
    }
  }

  @Nullable Quote quote(String symbol) {
    return newest.get(symbol);
  }

  @Nullable BigDecimal of(String symbol) {
    var quote = quote(symbol);
    return quote == null ? null : quote.price();
  }
}
