package io.evenkeel.benchmarks.engine;

/**
 * The book in columns, for a quick look: in floating point, by bounds drawn in by a millionth. What
 * is within them certainly is on the side that it was on; of anything else an exact judgement
 * tells.
 */
final class Columns {
  private static final double NEAR = 1e-6;

  private final Book book;
  private final Sides sides;
  private final double[] prices;
  private final double[] quantity;
  private final float[] up;
  private final float[] down;

  Columns(Book book, Sides sides, long[] prices) {
    this.book = book;
    this.sides = sides;
    this.prices = new double[prices.length];
    for (var symbol = 0; symbol < prices.length; symbol++) {
      this.prices[symbol] = prices[symbol];
    }
    quantity = new double[book.quantity.length];
    for (var position = 0; position < quantity.length; position++) {
      quantity[position] = book.quantity[position];
    }
    up = new float[book.accounts() * (book.perAccount + 1)];
    down = new float[up.length];
    for (var account = 0; account < book.accounts(); account++) {
      bound(account);
    }
  }

  void price(int symbol, long price) {
    prices[symbol] = price;
  }

  /** Takes over the sides as they were last said. */
  void bound(int account) {
    for (var i = 0; i <= book.perAccount; i++) {
      var line = book.lineOf(account, i);
      var above = book.up(line, sides.side(line));
      var below = book.down(line, sides.side(line));
      up[line] = above == Long.MAX_VALUE ? 2 : (float) ((double) above / Book.ONE * (1 - NEAR));
      down[line] = below == Long.MIN_VALUE ? -1 : (float) ((double) below / Book.ONE * (1 + NEAR));
    }
  }

  /** Whether every line certainly is on the side that it was on. */
  boolean holds(int account) {
    var first = account * book.perAccount;
    var last = first + book.perAccount;
    var equity = (double) book.cash[account];
    for (var i = first; i < last; i++) {
      equity += quantity[i] * prices[book.symbol[i]];
    }
    var line = book.lineOf(account, 0);
    var within = true;
    for (var i = first; i < last; i++, line++) {
      var value = quantity[i] * prices[book.symbol[i]];
      within &= value <= up[line] * equity & value >= down[line] * equity;
    }
    return within
        & book.cash[account] <= up[line] * equity
        & book.cash[account] >= down[line] * equity;
  }
}
