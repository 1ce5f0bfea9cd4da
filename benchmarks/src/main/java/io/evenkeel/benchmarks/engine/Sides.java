package io.evenkeel.benchmarks.engine;

/**
 * What was last said of every account, and a hash of everything said so far that depends on its
 * order: two that judged differently, or at another tick, have another hash.
 */
final class Sides {
  private final Book book;
  private final long[] prices;
  private final byte[] sides;
  private final SaidLog said = new SaidLog();
  private long hash;

  private Sides(Book book, long[] prices, byte[] sides) {
    this.book = book;
    this.prices = prices;
    this.sides = sides;
  }

  /** As all accounts stand at these prices, which are read anew at each judgement. */
  static Sides opening(Book book, long[] prices) {
    var opening = new Sides(book, prices, new byte[book.accounts() * (book.perAccount + 1)]);
    for (var account = 0; account < book.accounts(); account++) {
      opening.judge(account, 0);
    }
    return opening.continued(prices);
  }

  /** Having said nothing yet, but remembering every side. */
  Sides continued(long[] newPrices) {
    return new Sides(book, newPrices, sides.clone());
  }

  /** Judges an account exactly; an event where some side differs from what was last said. */
  boolean judge(int account, long tick) {
    var equity = book.equity(account, prices);
    var first = account * book.perAccount;
    var changed = false;
    for (var i = 0; i < book.perAccount; i++) {
      var at = first + i;
      changed |= says(account, i, book.quantity[at] * prices[book.symbol[at]], equity);
    }
    changed |= says(account, book.perAccount, book.cash[account], equity);
    if (changed) {
      say(account, tick);
    }
    return changed;
  }

  private boolean says(int account, int ofLine, long value, long equity) {
    var line = book.lineOf(account, ofLine);
    var before = sides[line];
    sides[line] = book.side(line, value, equity, before);
    return sides[line] != before;
  }

  private void say(int account, long tick) {
    hash = (hash * 31 + tick) * 31 + account;
    for (var i = 0; i <= book.perAccount; i++) {
      hash = hash * 31 + sides[book.lineOf(account, i)];
    }
    said.add(tick, hash);
  }

  byte side(int line) {
    return sides[line];
  }

  SaidLog said() {
    return said;
  }
}
