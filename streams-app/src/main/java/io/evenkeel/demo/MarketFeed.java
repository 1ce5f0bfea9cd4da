package io.evenkeel.demo;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Publishes the simulated market: every security a few times a second, with market time running
 * faster than the clock: so fast that a visitor sees accounts drift, so slow that a proposal
 * survives the half minute in which somebody reads it.
 */
final class MarketFeed {
  static final Duration EVERY = Duration.ofMillis(200);
  private static final int MARKET_SECONDS_PER_SECOND = 120;

  private final MarketSimulator market;
  private final Publisher publisher;
  private final Prices prices;

  MarketFeed(MarketSimulator market, Publisher publisher, Prices prices) {
    this.market = market;
    this.publisher = publisher;
    this.prices = prices;
  }

  /** Publishes the opening prices now and the moves from then on. */
  void start(DemoClock clock) {
    publish(market.now());
    publisher.flush();
    var step = EVERY.multipliedBy(MARKET_SECONDS_PER_SECOND);
    clock.every(EVERY, () -> publish(market.after(step)));
  }

  private void publish(List<MarketSimulator.Tick> ticks) {
    var now = Instant.now();
    for (var tick : ticks) {
      prices.put(tick.symbol(), tick.price());
      publisher.send(
          Topics.PRICES,
          tick.symbol(),
          Price.newBuilder()
              .setPrice(tick.price())
              .setPriceType(PriceType.LAST)
              .setAsOf(now)
              .setSource("simulator")
              .build());
    }
  }
}
