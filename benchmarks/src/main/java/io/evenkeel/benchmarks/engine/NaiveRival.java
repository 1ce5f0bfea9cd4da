package io.evenkeel.benchmarks.engine;

/** Looks at every holder on every tick: all of its lines, exactly wherever it matters. */
final class NaiveRival implements Rival {
  private final Holders holders;
  private final long[] prices;
  private final Sides sides;
  private final Columns columns;
  private long tick;
  private long touches;

  NaiveRival(Book book, Holders holders, Sides sides, long[] prices) {
    this.holders = holders;
    columns = new Columns(book, sides, prices);
    this.sides = sides;
    this.prices = prices;
  }

  @Override
  public void tick(int symbol, long price) {
    prices[symbol] = price;
    columns.price(symbol, price);
    tick++;
    var end = holders.end(symbol);
    for (var i = holders.begin(symbol); i < end; i++) {
      var account = holders.account(i);
      if (!columns.holds(account)) {
        sides.judge(account, tick);
        columns.bound(account);
      }
    }
    touches += end - holders.begin(symbol);
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
