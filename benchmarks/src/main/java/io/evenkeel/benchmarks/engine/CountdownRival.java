package io.evenkeel.benchmarks.engine;

/**
 * A good plain fan-out engine: every account has a slack, the least amount of money that has to
 * move before any of its lines can change sides. A tick takes from the slack of each holder what
 * its position moved; who has none left is judged and gets a new one.
 */
final class CountdownRival implements Rival {
  private final Book book;
  private final Holders holders;
  private final long[] prices;
  private final Sides sides;
  private final double[] slack;
  private long tick;
  private long touches;

  CountdownRival(Book book, Holders holders, Sides sides, long[] prices) {
    this.book = book;
    this.holders = holders;
    this.sides = sides;
    this.prices = prices;
    slack = new double[book.accounts()];
    for (var account = 0; account < book.accounts(); account++) {
      slack[account] = slack(account);
    }
  }

  @Override
  public void tick(int symbol, long price) {
    var move = Math.abs((double) price - prices[symbol]);
    prices[symbol] = price;
    tick++;
    var end = holders.end(symbol);
    for (var i = holders.begin(symbol); i < end; i++) {
      var account = holders.account(i);
      slack[account] -= holders.quantity(i) * move;
      if (slack[account] < 0) {
        sides.judge(account, tick);
        slack[account] = slack(account);
      }
    }
    touches += end - holders.begin(symbol);
  }

  /** A share is within 0 and 1, so no line comes nearer to a bound than what moved. */
  private double slack(int account) {
    var equity = (double) book.equity(account, prices);
    var first = account * book.perAccount;
    var least = Double.POSITIVE_INFINITY;
    for (var i = 0; i <= book.perAccount; i++) {
      var value =
          i == book.perAccount
              ? (double) book.cash[account]
              : (double) book.quantity[first + i] * prices[book.symbol[first + i]];
      var line = book.lineOf(account, i);
      least = Math.min(least, slack(value, equity, book.up(line, sides.side(line))));
      least = Math.min(least, slack(value, equity, book.down(line, sides.side(line))));
    }
    return least - equity * 1e-9;
  }

  private static double slack(double value, double equity, long bound) {
    return bound == Long.MAX_VALUE || bound == Long.MIN_VALUE
        ? Double.POSITIVE_INFINITY
        : Math.abs(value - equity * bound / Book.ONE);
  }

  @Override
  public Sides sides() {
    return sides;
  }

  @Override
  public long touches() {
    return touches;
  }
}
