package io.evenkeel.benchmarks.engine;

import io.evenkeel.core.drift.corridor.Corridors;
import io.evenkeel.core.drift.corridor.EngineCounts;
import io.evenkeel.core.drift.corridor.Shape;

/** The engine, judging at every tick whom it names. */
final class CorridorRival implements Rival {
  private static final double MICROS = 1e6;

  /** Fewer touched accounts than this are never a storm. */
  static final int STORM_FROM = 1_000;

  private final Book book;
  private final long[] prices;
  private final Sides sides;
  private final Corridors engine;
  private long tick;

  CorridorRival(Book book, Sides sides, long[] prices) {
    this(book, sides, prices, STORM_FROM);
  }

  CorridorRival(Book book, Sides sides, long[] prices, int stormFrom) {
    this.book = book;
    this.prices = prices;
    this.sides = sides;
    this.engine = new Corridors(stormFrom);
    for (var price : prices) {
      engine.addSymbol(price / MICROS);
    }
    for (var account = 0; account < book.accounts(); account++) {
      engine.put(account, shape(account));
    }
  }

  private Shape shape(int account) {
    var cashLine = book.lineOf(account, book.perAccount);
    var cash = book.cash[account] / MICROS;
    var up = share(book.up(cashLine, sides.side(cashLine)));
    var down = share(book.down(cashLine, sides.side(cashLine)));
    var shape =
        new Shape(1, book.perAccount)
            .base(cash, down > 0 ? cash / down : Double.POSITIVE_INFINITY, cash / up);
    var first = account * book.perAccount;
    for (var i = 0; i < book.perAccount; i++) {
      var line = book.lineOf(account, i);
      shape.position(
          book.symbol[first + i],
          book.quantity[first + i],
          share(book.up(line, sides.side(line))),
          share(book.down(line, sides.side(line))));
    }
    return shape;
  }

  private static double share(long units) {
    return units == Long.MAX_VALUE
        ? Double.POSITIVE_INFINITY
        : units == Long.MIN_VALUE ? 0 : (double) units / Book.ONE;
  }

  @Override
  public void tick(int symbol, long price) {
    take(symbol, price);
    look();
  }

  /** Takes a price in; nobody is judged yet. */
  void take(int symbol, long price) {
    prices[symbol] = price;
    engine.tick(symbol, price / MICROS);
  }

  /** Judges whoever has to be. */
  void look() {
    tick++;
    if (!engine.isIdle()) {
      judge(engine.drain());
    }
  }

  private void judge(int[] accounts) {
    for (var account : accounts) {
      sides.judge(account, tick);
      engine.put(account, shape(account));
    }
  }

  @Override
  public Sides sides() {
    return sides;
  }

  /** Whatever is done per holder, however little. */
  @Override
  public long touches() {
    return engine.counts().touches() + engine.counts().followed();
  }

  EngineCounts counts() {
    return engine.counts();
  }
}
