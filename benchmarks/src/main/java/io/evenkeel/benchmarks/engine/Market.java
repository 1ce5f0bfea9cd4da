package io.evenkeel.benchmarks.engine;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Prices at random, the same ones for the same seed. Some symbols are held and traded far more than
 * others: both follow the same power law. Prices are millionths of a dollar.
 */
public final class Market {
  /** Under this exponent about 34 % of accounts with 25 positions hold the first of 10,000. */
  private static final double POPULARITY = 0.67;

  private static final int TRADING_SECONDS = 23_400;

  private final SplittableRandom random;
  private final double[] cumulative;
  private final double[] step;
  private final double[] logPrice;
  private final long[] prices;
  private final Weather weather;
  private long ticks;

  /** How prices move. */
  public enum Weather {
    /** One percent a day, each symbol by itself. */
    CALM(0.01, 0, 0),
    /** Beside that all lose 5 % within the first 1,000,000 ticks. */
    CRASH(0.01, -0.05, 1_000_000),
    /** The same for good measure ten times as fast. */
    WILD(0.1, 0, 0);

    private final double daily;
    private final double fall;
    private final long fallTicks;

    Weather(double daily, double fall, long fallTicks) {
      this.daily = daily;
      this.fall = fall;
      this.fallTicks = fallTicks;
    }
  }

  /**
   * A market before its first tick.
   *
   * @param ticksPerSecond of all symbols together; the fewer, the more each of them moves
   */
  public Market(long seed, int symbols, int ticksPerSecond) {
    this.random = new SplittableRandom(seed);
    this.weather = Weather.CALM;
    this.cumulative = new double[symbols];
    this.step = new double[symbols];
    this.logPrice = new double[symbols];
    this.prices = new long[symbols];
    var sum = 0.0;
    for (var i = 0; i < symbols; i++) {
      sum += Math.pow(i + 1, -POPULARITY);
      cumulative[i] = sum;
    }
    var ticksPerDay = (double) ticksPerSecond * TRADING_SECONDS;
    for (var i = 0; i < symbols; i++) {
      var share = Math.pow(i + 1, -POPULARITY) / sum;
      step[i] = 1 / Math.sqrt(share * ticksPerDay);
      logPrice[i] = Math.log(5) + random.nextDouble() * Math.log(100);
      prices[i] = micros(logPrice[i]);
    }
  }

  private static long micros(double logPrice) {
    return Math.max(1, Math.round(Math.exp(logPrice) * 1e6));
  }

  private Market(Market of, long seed, Weather weather) {
    random = new SplittableRandom(seed);
    this.weather = weather;
    cumulative = of.cumulative;
    step = of.step;
    logPrice = of.logPrice.clone();
    prices = of.prices.clone();
  }

  /** From these prices on, another stream of ticks: for the same seed, always the same one. */
  public Market from(long seed, Weather next) {
    return new Market(this, seed, next);
  }

  public long[] prices() {
    return prices.clone();
  }

  /** A symbol, popular ones more often. */
  public int symbol(SplittableRandom chance) {
    var found = Arrays.binarySearch(cumulative, chance.nextDouble() * cumulative[symbols() - 1]);
    return Math.min(symbols() - 1, found < 0 ? -found - 1 : found);
  }

  /** Moves one price; the symbol whose it is. */
  public int tick() {
    return tick(1);
  }

  /** A tick in which as much happens as in so many. */
  public int tick(double hurry) {
    var symbol = symbol(random);
    logPrice[symbol] += weather.daily * step[symbol] * Math.sqrt(hurry) * gauss();
    ticks++;
    prices[symbol] = micros(logPrice[symbol] + fall());
    return symbol;
  }

  private double fall() {
    return weather.fallTicks == 0
        ? 0
        : Math.log1p(weather.fall) * Math.min(1, (double) ticks / weather.fallTicks);
  }

  /** Nearly normal, with variance 1: twelve bits of chance, summed. */
  private double gauss() {
    var bits = random.nextLong();
    var sum = 0;
    for (var i = 0; i < 4; i++) {
      sum += (int) (bits >>> (16 * i)) & 0xFFFF;
    }
    return (sum - 131_070) * (1.7320508 / 65_535);
  }

  public long price(int symbol) {
    return prices[symbol];
  }

  public int symbols() {
    return prices.length;
  }
}
