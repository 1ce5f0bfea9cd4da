package io.evenkeel.benchmarks.engine;

/** Looks at every account on every tick, in columns. */
final class ScanRival implements Rival {
  private final Book book;
  private final long[] prices;
  private final Sides sides;
  private final Columns columns;
  private long tick;
  private long touches;

  ScanRival(Book book, Sides sides, long[] prices) {
    this.book = book;
    this.sides = sides;
    this.prices = prices;
    columns = new Columns(book, sides, prices);
  }

  @Override
  public void tick(int symbol, long price) {
    prices[symbol] = price;
    columns.price(symbol, price);
    tick++;
    for (var account = 0; account < book.accounts(); account++) {
      if (!columns.holds(account)) {
        sides.judge(account, tick);
        columns.bound(account);
      }
    }
    touches += book.accounts();
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
