package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prices: a walk, with jumps that a guard has to hold, and prices that nobody may believe. */
final class MarketMaker {
  private final Chance chance;
  private final Outside outside;
  private final VirtualTime time;
  private final Map<String, BigDecimal> prices = new LinkedHashMap<>();

  private final Map<String, Instant> doubtedUntil = new LinkedHashMap<>();

  MarketMaker(Chance chance, Outside outside, VirtualTime time) {
    this.chance = chance;
    this.outside = outside;
    this.time = time;
  }

  void open() {
    for (var security : GeneratedBook.SECURITIES) {
      prices.put(security, chance.money(40, 120));
      tick(security);
    }
  }

  BigDecimal price(String security) {
    return prices.get(security);
  }

  void move(String security, double share) {
    var moved = prices.get(security).multiply(BigDecimal.valueOf(1 + share));
    prices.put(security, moved.setScale(2, RoundingMode.HALF_EVEN).max(BigDecimal.ONE));
    tick(security);
  }

  void divide(String security, int by) {
    var divided = prices.get(security).divide(new BigDecimal(by), 2, RoundingMode.HALF_EVEN);
    prices.put(security, divided);
  }

  /** Says a price as it is now. */
  void tick(String security) {
    send(security, prices.get(security), time.now());
  }

  /** Says something that is to be refused: nothing, less, or of yesterday. */
  void sayNonsense(String security) {
    if (chance.percent(50)) {
      send(security, BigDecimal.ZERO, time.now());
    } else {
      send(security, prices.get(security), time.now().minusSeconds(86_400));
    }
  }

  /** Says a price that is true, and that a guard cannot believe at once. */
  void jump(String security) {
    move(security, chance.percent(50) ? 0.35 : -0.30);
    doubtedUntil.put(security, time.now().plusSeconds(2));
  }

  /** Whether nobody believes its price yet, since it was said but once. */
  boolean isDoubted(String security) {
    var until = doubtedUntil.get(security);
    return until != null && (time.now().isBefore(until) || doubtedUntil.remove(security) != null);
  }

  private void send(String security, BigDecimal price, Instant asOf) {
    outside.send(
        Topics.PRICES,
        security,
        Price.newBuilder().setPrice(price).setPriceType(PriceType.LAST).setAsOf(asOf).build());
  }
}
