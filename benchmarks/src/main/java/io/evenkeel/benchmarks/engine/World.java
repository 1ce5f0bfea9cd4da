package io.evenkeel.benchmarks.engine;

import java.lang.management.ManagementFactory;

/**
 * The world of one case, lived in for two days: accounts that stood at their bounds on the first
 * morning have moved on, as in any book that has been watched for some time. Every rival starts
 * from the same prices and the same remembered sides, and is given the same ticks.
 */
final class World {
  /** None where prices do what they do nowhere. */
  private static final int DAYS = 2;

  private static final int TRADING_SECONDS = 23_400;

  /** Two days in a hundredth of the ticks, each as large as a hundred. */
  private static final int HURRY = 100;

  private final Case of;
  private final Book book;
  private final Market market;
  private final Sides sides;
  private final double buildSeconds;
  private final double bytesPerPosition;

  World(Case of) {
    this.of = of;
    var opening = new Market(1, Case.SYMBOLS, of.ticksPerSecond());
    book = Book.random(2, opening, of.accounts(), Case.PER_ACCOUNT, of.thresholds());
    var prices = opening.prices();
    var said = Sides.opening(book, prices);
    var before = Heap.used();
    var threads = ManagementFactory.getThreadMXBean();
    var began = threads.getCurrentThreadCpuTime();
    var engine = new CorridorRival(book, said, prices);
    buildSeconds = (threads.getCurrentThreadCpuTime() - began) / 1e9;
    bytesPerPosition = (double) (Heap.used() - before) / book.symbol.length;
    market = opening.from(3, Market.Weather.CALM);
    var days = of.weather() == Market.Weather.WILD ? 0 : DAYS;
    for (var i = 0L; i < (long) days * TRADING_SECONDS * of.ticksPerSecond() / HURRY; i++) {
      var symbol = market.tick(HURRY);
      engine.tick(symbol, market.price(symbol));
    }
    sides = engine.sides();
  }

  Book book() {
    return book;
  }

  Market ticks() {
    return market.from(4, of.weather());
  }

  CorridorRival corridor() {
    return corridor(CorridorRival.STORM_FROM);
  }

  /** With another switch to scanning: {@link Integer#MAX_VALUE} for none. */
  CorridorRival corridor(int stormFrom) {
    var prices = market.prices();
    return new CorridorRival(book, sides.continued(prices), prices, stormFrom);
  }

  Rival countdown() {
    var prices = market.prices();
    return new CountdownRival(
        book, new Holders(book, Case.SYMBOLS), sides.continued(prices), prices);
  }

  Rival scan() {
    var prices = market.prices();
    return new ScanRival(book, sides.continued(prices), prices);
  }

  Rival naive() {
    var prices = market.prices();
    return new NaiveRival(book, new Holders(book, Case.SYMBOLS), sides.continued(prices), prices);
  }

  /** Share of the accounts that hold the symbol most held. */
  double topShare() {
    var top = 0;
    for (var symbol : book.symbol) {
      top += symbol == 0 ? 1 : 0;
    }
    return (double) top / book.accounts();
  }

  /** Of one core, to put every account into a new engine. */
  double buildSeconds() {
    return buildSeconds;
  }

  double bytesPerPosition() {
    return bytesPerPosition;
  }
}
