package io.evenkeel.demo;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * Publishes the simulated market: every security a few times a second, with market time running
 * faster than the clock: so fast that a visitor sees accounts drift, so slow that a proposal
 * survives the half minute in which somebody reads it. A security that is to be split stands at its
 * last close until it opens.
 */
final class MarketFeed {
  static final Duration EVERY = Duration.ofMillis(200);
  private static final int MARKET_SECONDS_PER_SECOND = 120;

  private final MarketSimulator market;
  private final Publisher publisher;
  private final Prices prices;
  private final Split split;
  private final DemoClock clock;
  private boolean isSplitOpen;

  MarketFeed(
      MarketSimulator market, Publisher publisher, Prices prices, Split split, DemoClock clock) {
    this.market = market;
    this.publisher = publisher;
    this.prices = prices;
    this.split = split;
    this.clock = clock;
    var last = prices.quote(split.securityId());
    this.isSplitOpen = last != null && split.isIn(last);
  }

  /** Publishes the opening prices now and the moves from then on. */
  void start() {
    for (var tick : market.now()) {
      publish(tick.symbol(), tick.price(), isClosed(tick) ? split.lastClose() : Instant.now());
    }
    publisher.flush();
    var step = EVERY.multipliedBy(MARKET_SECONDS_PER_SECOND);
    clock.every(EVERY, () -> move(step));
  }

  private boolean isClosed(MarketSimulator.Tick tick) {
    return !isSplitOpen && tick.symbol().equals(split.securityId());
  }

  private void move(Duration step) {
    var now = Instant.now();
    for (var tick : market.after(step)) {
      if (!isClosed(tick)) {
        publish(tick.symbol(), tick.price(), now);
      }
    }
  }

  /** The security that is split opens at what its last close comes to; once. */
  void openSplit() {
    clock.later(Duration.ZERO, this::open);
  }

  private void open() {
    var close = prices.of(split.securityId());
    if (!isSplitOpen && close != null) {
      isSplitOpen = true;
      var price = split.opening(close);
      market.reopen(split.securityId(), price);
      publish(split.securityId(), price, Instant.now());
    }
  }

  private void publish(String symbol, BigDecimal price, Instant asOf) {
    prices.put(symbol, price, asOf);
    publisher.send(
        Topics.PRICES,
        symbol,
        Price.newBuilder()
            .setPrice(price)
            .setPriceType(PriceType.LAST)
            .setAsOf(asOf)
            .setSource("simulator")
            .build());
  }
}
