package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.engine.Book;
import io.evenkeel.benchmarks.engine.Book.Line;
import io.evenkeel.benchmarks.engine.Market;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The accounts that everybody watches: those of the engine's benchmark without hysteresis, then
 * <em>sentinels</em>. A sentinel holds a security of its own, half in cash, and changes sides with
 * each of its ticks: the event that follows tells how far behind a contender is, and that it has
 * seen what came before.
 */
final class Accounts {
  static final int PER_ACCOUNT = 25;
  static final Book.Thresholds BANDS = new Book.Thresholds(0.25, 0.05, 0);

  /** Prices of a sentinel's security in millionths of a dollar: on target and far outside. */
  static final long ON_TARGET = 100_000_000;

  static final long OUTSIDE = 150_000_000;

  private static final long SENTINEL_SHARES = 1_000;
  private static final int TICKS_PER_SECOND = 1_000;

  private final Market opening;
  private final Book book;
  private final int sentinels;

  Accounts(int accounts, int symbols, int sentinels) {
    this.opening = new Market(1, symbols, TICKS_PER_SECOND);
    this.book = Book.random(2, opening, accounts, PER_ACCOUNT, BANDS);
    this.sentinels = sentinels;
  }

  Market opening() {
    return opening;
  }

  int count() {
    return book.accounts() + sentinels;
  }

  int sentinels() {
    return sentinels;
  }

  int firstSentinel() {
    return book.accounts();
  }

  /** Securities that have a price, sentinels' last. */
  int securities() {
    return opening.symbols() + sentinels;
  }

  int securityOfSentinel(int sentinel) {
    return opening.symbols() + sentinel;
  }

  static String name(int account) {
    return "A-" + account;
  }

  static int numbered(String name) {
    return Integer.parseInt(name.substring(2));
  }

  static String security(int number) {
    return "S-" + number;
  }

  /** Positions, then cash. */
  List<Line> lines(int account) {
    var lines = new ArrayList<Line>();
    if (account < book.accounts()) {
      for (var i = 0; i < book.lines(); i++) {
        lines.add(book.line(account, i));
      }
    } else {
      var low = Book.ONE / 2 - Book.ONE / 20;
      var high = Book.ONE / 2 + Book.ONE / 20;
      var security = securityOfSentinel(account - book.accounts());
      lines.add(new Line(security, SENTINEL_SHARES, low, high));
      lines.add(new Line(Book.CASH, SENTINEL_SHARES * ON_TARGET, low, high));
    }
    return lines;
  }

  /** Who is flagged at these prices, by exact arithmetic. */
  BitSet flagged(long[] prices) {
    var flagged = new BitSet(count());
    for (var i = 0; i < book.accounts(); i++) {
      flagged.set(i, book.isOutside(i, prices));
    }
    for (var i = 0; i < sentinels; i++) {
      flagged.set(firstSentinel() + i, prices[securityOfSentinel(i)] != ON_TARGET);
    }
    return flagged;
  }
}
