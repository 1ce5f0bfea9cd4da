package io.evenkeel.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A market that lives: a random walk that the whole market, each sector and each security drive
 * together, with an occasional jump. The same seed gives the same prices.
 */
final class MarketSimulator {
  private static final double TRADING_YEAR_SECONDS = 252 * 6.5 * 3600;
  private static final double MARKET_SHARE = 0.40;
  private static final double SECTOR_SHARE = 0.25;
  private static final double JUMPS_PER_SECURITY_AND_DAY = 0.15;
  private static final double JUMP_SIZE = 0.04;
  private static final BigDecimal LEAST = new BigDecimal("0.01");

  private final List<Universe.Listing> listings;
  private final double[] logPrices;
  private final Random random;

  /** A price that changed. */
  record Tick(String symbol, BigDecimal price) {}

  /** A market that opens at the listings' prices. */
  MarketSimulator(List<Universe.Listing> listings, long seed) {
    this(listings, symbol -> null, seed);
  }

  /**
   * A market that goes on.
   *
   * @param last gives the price at which it closed, or {@code null} where there is none
   */
  MarketSimulator(
      List<Universe.Listing> listings, Function<String, @Nullable BigDecimal> last, long seed) {
    this.listings = List.copyOf(listings);
    this.random = new Random(seed);
    this.logPrices = listings.stream().mapToDouble(l -> Math.log(opening(l, last))).toArray();
  }

  private static double opening(
      Universe.Listing listing, Function<String, @Nullable BigDecimal> last) {
    var price = last.apply(listing.symbol());
    return (price == null ? listing.price() : price).doubleValue();
  }

  /** Every security's price once so much market time has passed, in the order of the listings. */
  List<Tick> after(Duration marketTime) {
    var years = marketTime.toMillis() / 1000.0 / TRADING_YEAR_SECONDS;
    var market = random.nextGaussian();
    var sectors = new HashMap<String, Double>();
    var ticks = new ArrayList<Tick>(listings.size());
    for (var i = 0; i < listings.size(); i++) {
      var listing = listings.get(i);
      logPrices[i] += move(listing, years, market, sectors) + jump(listing, years);
      ticks.add(new Tick(listing.symbol(), price(logPrices[i])));
    }
    return ticks;
  }

  /** The prices as they stand. */
  List<Tick> now() {
    var ticks = new ArrayList<Tick>(listings.size());
    for (var i = 0; i < listings.size(); i++) {
      ticks.add(new Tick(listings.get(i).symbol(), price(logPrices[i])));
    }
    return ticks;
  }

  /** Has a security go on from such a price. */
  void reopen(String symbol, BigDecimal price) {
    for (var i = 0; i < listings.size(); i++) {
      if (listings.get(i).symbol().equals(symbol)) {
        logPrices[i] = Math.log(price.doubleValue());
      }
    }
  }

  private double move(
      Universe.Listing listing, double years, double market, Map<String, Double> sectors) {
    var sector = sectors.computeIfAbsent(listing.sector(), s -> random.nextGaussian());
    var own = random.nextGaussian();
    var together =
        Math.sqrt(MARKET_SHARE) * market
            + Math.sqrt(SECTOR_SHARE) * sector
            + Math.sqrt(1 - MARKET_SHARE - SECTOR_SHARE) * own;
    return listing.volatility() * Math.sqrt(years) * together;
  }

  /** News: more of it, and larger, for what moves more anyway. */
  private double jump(Universe.Listing listing, double years) {
    var chance = JUMPS_PER_SECURITY_AND_DAY * years * 252;
    return random.nextDouble() < chance
        ? random.nextGaussian() * JUMP_SIZE * listing.volatility() / 0.25
        : 0;
  }

  private static BigDecimal price(double logPrice) {
    return BigDecimal.valueOf(Math.exp(logPrice)).setScale(2, RoundingMode.HALF_EVEN).max(LEAST);
  }
}
