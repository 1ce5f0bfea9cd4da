package io.evenkeel.benchmarks.engine;

import java.util.SplittableRandom;

/**
 * Accounts as flat arrays, and the exact judgement of one of them: whole shares, prices in
 * millionths of a dollar, bounds in units of 10<sup>-12</sup>. Sides follow the project's rule:
 * breached strictly outside the band, cleared only inside the clearing edge.
 */
public final class Book {
  /** Units of a share of the base to 1. */
  public static final long ONE = 1_000_000_000_000L;

  /** In place of a symbol. */
  public static final int CASH = -1;

  private static final double NEAR = 1e-11;

  final int perAccount;
  final int[] symbol;
  final long[] quantity;
  final long[] cash;
  private final Edges edges;

  /** Edges by line: two of the band, two at which a breach ends. Lines are positions, then cash. */
  record Edges(long[] low, long[] high, long[] clearLow, long[] clearHigh) {
    Edges(int lines) {
      this(new long[lines], new long[lines], new long[lines], new long[lines]);
    }
  }

  /** What every account's thresholds are. */
  public record Thresholds(double relative, double absolute, double hysteresis) {}

  /**
   * A line as others may be told of it: so many units of a symbol, or millionths of a dollar of
   * cash.
   *
   * @param symbol {@link #CASH} for cash
   * @param low of its band, a share of equity in units of 10<sup>-12</sup>; likewise {@code high}
   */
  public record Line(int symbol, long quantity, long low, long high) {}

  private Book(int accounts, int perAccount) {
    this.perAccount = perAccount;
    symbol = new int[accounts * perAccount];
    quantity = new long[accounts * perAccount];
    cash = new long[accounts];
    edges = new Edges(accounts * (perAccount + 1));
  }

  /**
   * Accounts of about 50,000 to 2,000,000 dollars, rebalanced on some day of the last 120, each on
   * another day; since then every position has moved 1 % a day.
   */
  public static Book random(
      long seed, Market market, int accounts, int perAccount, Thresholds thresholds) {
    var book = new Book(accounts, perAccount);
    var chance = new SplittableRandom(seed);
    for (var account = 0; account < accounts; account++) {
      book.fill(account, market, chance, thresholds);
    }
    return book;
  }

  private void fill(int account, Market market, SplittableRandom chance, Thresholds thresholds) {
    var first = account * perAccount;
    var size = 50_000 * Math.exp(chance.nextDouble() * Math.log(40));
    var moved = 0.01 * Math.sqrt(chance.nextInt(121));
    var shares = new double[perAccount];
    var sum = 0.0;
    for (var i = 0; i < perAccount; i++) {
      shares[i] = 0.5 + chance.nextDouble();
      sum += shares[i];
    }
    var left = ONE;
    for (var i = 0; i < perAccount; i++) {
      var target = Math.round(0.98 * shares[i] / sum * 1e8) * (ONE / 100_000_000);
      left -= target;
      symbol[first + i] = another(first, i, market, chance);
      var value = size * target / ONE * Math.exp(moved * chance.nextGaussian());
      quantity[first + i] = Math.max(1, Math.round(value * 1e6 / market.price(symbol[first + i])));
      band(lineOf(account, i), target, thresholds);
    }
    cash[account] =
        Math.round(size * left / ONE * Math.exp(moved / 5 * chance.nextGaussian())) * 1_000_000;
    band(lineOf(account, perAccount), left, thresholds);
  }

  private int another(int first, int taken, Market market, SplittableRandom chance) {
    while (true) {
      var candidate = market.symbol(chance);
      var known = false;
      for (var i = first; i < first + taken; i++) {
        known |= symbol[i] == candidate;
      }
      if (!known) {
        return candidate;
      }
    }
  }

  private void band(int line, long target, Thresholds thresholds) {
    var half = Math.min(thresholds.relative * target, thresholds.absolute * ONE);
    var clearing = (1 - thresholds.hysteresis) * half;
    edges.low[line] = target - Math.round(half);
    edges.high[line] = target + Math.round(half);
    edges.clearLow[line] = target - Math.round(clearing);
    edges.clearHigh[line] = target + Math.round(clearing);
  }

  public int accounts() {
    return cash.length;
  }

  /** Lines of each account: its positions, then its cash. */
  public int lines() {
    return perAccount + 1;
  }

  /** One line of an account. */
  public Line line(int account, int number) {
    var line = lineOf(account, number);
    var at = account * perAccount + number;
    return number == perAccount
        ? new Line(CASH, cash[account], edges.low[line], edges.high[line])
        : new Line(symbol[at], quantity[at], edges.low[line], edges.high[line]);
  }

  /** Whether some line lies outside its band, whatever was said before. */
  public boolean isOutside(int account, long[] prices) {
    var equity = equity(account, prices);
    for (var i = 0; i < perAccount; i++) {
      var at = account * perAccount + i;
      var value = quantity[at] * prices[symbol[at]];
      if (side(lineOf(account, i), value, equity, (byte) 0) != 0) {
        return true;
      }
    }
    return side(lineOf(account, perAccount), cash[account], equity, (byte) 0) != 0;
  }

  /** Number of a line: positions come first, cash last. */
  int lineOf(int account, int line) {
    return account * (perAccount + 1) + line;
  }

  /** Share that a line on this side may not exceed, in units; {@link Long#MAX_VALUE} for none. */
  long up(int line, byte side) {
    return side == 0 ? edges.high[line] : side < 0 ? edges.clearLow[line] : Long.MAX_VALUE;
  }

  /** Share that a line on this side may not go below, in units; {@link Long#MIN_VALUE} for none. */
  long down(int line, byte side) {
    return side == 0 ? edges.low[line] : side > 0 ? edges.clearHigh[line] : Long.MIN_VALUE;
  }

  /** Equity in millionths of a dollar. */
  long equity(int account, long[] prices) {
    var sum = cash[account];
    var first = account * perAccount;
    for (var i = first; i < first + perAccount; i++) {
      sum += quantity[i] * prices[symbol[i]];
    }
    return sum;
  }

  /** The side of a line of this value, which stood on another before. */
  byte side(int line, long value, long equity, byte before) {
    var weight = (double) value / equity;
    if (isBeyond(weight, value, equity, edges.high[line])) {
      return 1;
    }
    if (isBelow(weight, value, equity, edges.low[line])) {
      return -1;
    }
    if (before > 0 && isBeyond(weight, value, equity, edges.clearHigh[line])) {
      return 1;
    }
    return before < 0 && isBelow(weight, value, equity, edges.clearLow[line]) ? before : 0;
  }

  private static boolean isBeyond(double weight, long value, long equity, long edge) {
    var distance = weight - (double) edge / ONE;
    return Math.abs(distance) > NEAR ? distance > 0 : compare(value, equity, edge) > 0;
  }

  private static boolean isBelow(double weight, long value, long equity, long edge) {
    var distance = weight - (double) edge / ONE;
    return Math.abs(distance) > NEAR ? distance < 0 : compare(value, equity, edge) < 0;
  }

  /** Exactly: {@code value · ONE} against {@code edge · equity}, in 128 bits. */
  private static int compare(long value, long equity, long edge) {
    var high = Long.compare(Math.multiplyHigh(value, ONE), Math.multiplyHigh(edge, equity));
    return high != 0 ? high : Long.compareUnsigned(value * ONE, edge * equity);
  }
}
