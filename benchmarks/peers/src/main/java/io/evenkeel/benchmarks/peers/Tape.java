package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.engine.Market;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The ticks of a run, the same for everyone who asks for as many at a time. */
final class Tape {
  private final Accounts accounts;
  private final Market market;
  private final long[] prices;

  /** Ticks in their order: which security, at how many millionths of a dollar. */
  record Ticks(int[] securities, long[] prices) {
    int count() {
      return securities.length;
    }
  }

  Tape(Accounts accounts) {
    this.accounts = accounts;
    this.market = accounts.opening().from(4, Market.Weather.CALM);
    this.prices = Arrays.copyOf(market.prices(), accounts.securities());
  }

  /** Every security once; sentinels are on target. */
  Ticks opening() {
    for (var i = 0; i < accounts.sentinels(); i++) {
      prices[accounts.securityOfSentinel(i)] = Accounts.ON_TARGET;
    }
    return new Ticks(IntStream.range(0, prices.length).toArray(), prices.clone());
  }

  /**
   * The next ticks of the market; nobody has taken them yet.
   *
   * @param hurry 1 for a day of 1 %; in a tick of 100 as much happens as in so many
   */
  Ticks next(int count, double hurry) {
    var ticks = new Ticks(new int[count], new long[count]);
    for (var i = 0; i < count; i++) {
      ticks.securities[i] = market.tick(hurry);
      ticks.prices[i] = market.price(ticks.securities[i]);
    }
    return ticks;
  }

  /** From now on those are the newest prices that come with the first so many of these ticks. */
  void take(Ticks ticks, int count) {
    for (var i = 0; i < count; i++) {
      prices[ticks.securities[i]] = ticks.prices[i];
    }
  }

  /** The tick with which a sentinel changes sides; it is taken. */
  Ticks turn(int sentinel) {
    var security = accounts.securityOfSentinel(sentinel);
    var isOnTarget = prices[security] == Accounts.ON_TARGET;
    prices[security] = isOnTarget ? Accounts.OUTSIDE : Accounts.ON_TARGET;
    return new Ticks(new int[] {security}, new long[] {prices[security]});
  }

  /** Who is flagged at the newest prices. */
  BitSet flagged() {
    return accounts.flagged(prices);
  }

  long[] prices() {
    return prices.clone();
  }
}
