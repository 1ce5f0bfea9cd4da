package io.evenkeel.backtest;

import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The price guard a second time, for ticks that come a day apart: a jump of more than a quarter is
 * held until a tick agrees within a hundredth, or lies near the last good price again.
 */
final class ReferenceGuard {
  private static final BigDecimal JUMP = new BigDecimal("0.25");
  private static final BigDecimal AGREES = new BigDecimal("0.01");

  private final boolean on;
  private final Map<String, BigDecimal> good = new HashMap<>();
  private final Map<String, Instant> goodAt = new HashMap<>();
  private final Map<String, BigDecimal> held = new HashMap<>();

  ReferenceGuard(boolean on) {
    this.on = on;
  }

  Quote tick(String symbol, BigDecimal price, Instant at) {
    var last = good.get(symbol);
    var waiting = held.get(symbol);
    if (!on || last == null || isWithin(JUMP, last, price) || isAgreed(waiting, price)) {
      good.put(symbol, price);
      goodAt.put(symbol, at);
      held.remove(symbol);
    } else {
      held.put(symbol, price);
    }
    return new Quote(
        new Price(good.get(symbol)), "USD", goodAt.get(symbol), held.containsKey(symbol));
  }

  private static boolean isAgreed(@Nullable BigDecimal waiting, BigDecimal price) {
    return waiting != null && isWithin(AGREES, waiting, price);
  }

  private static boolean isWithin(BigDecimal share, BigDecimal from, BigDecimal to) {
    return to.subtract(from).abs().compareTo(share.multiply(from)) <= 0;
  }
}
