package io.evenkeel.chaos.load;

import io.evenkeel.chaos.report.EventWatch;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves prices on a thread of its own: ticks that must each raise one drift event, at an even pace,
 * and a walk of the shared securities that has accounts drift.
 */
public final class Market implements AutoCloseable {
  private static final long PACE_NANOS = 2_000_000;
  private static final int WALKS_PER_SECOND = 6;

  /** The furthest that a price moves at once; half of it, on average, either way. */
  private static final double STEP = 0.025;

  private static final double LOWEST = 30;
  private static final double HIGHEST = 80;

  private final SentRecords sent;
  private final RunBook book;
  private final EventWatch watch;
  private final int eventsPerSecond;
  private final SplittableRandom random;
  private final BitSet outside = new BitSet();
  private final double[] prices = new double[RunBook.SECURITIES];
  private final Thread thread = new Thread(this::run, "market");
  private volatile boolean open = true;
  private int next;

  public Market(SentRecords sent, RunBook book, EventWatch watch, int eventsPerSecond, long seed) {
    this.sent = sent;
    this.book = book;
    this.watch = watch;
    this.eventsPerSecond = eventsPerSecond;
    this.random = new SplittableRandom(seed);
  }

  /** Every price once. */
  public void open() {
    for (var i = 0; i < prices.length; i++) {
      prices[i] = RunBook.OPENING.doubleValue();
      send(RunBook.security(i), RunBook.OPENING);
    }
    for (var i = 1; i <= book.events(); i++) {
      send(RunBook.eventSecurity(i), RunBook.ON_TARGET);
    }
    sent.flush();
  }

  /** Begins to move. */
  public void start() {
    thread.start();
  }

  private void run() {
    var start = System.nanoTime();
    long events = 0;
    long walks = 0;
    while (open) {
      var seconds = (System.nanoTime() - start) / 1e9;
      for (; events < seconds * eventsPerSecond; events++) {
        eventTick();
      }
      for (; walks < seconds * WALKS_PER_SECOND; walks++) {
        walk();
      }
      LockSupport.parkNanos(PACE_NANOS);
    }
  }

  /** The next event account that does not wait for its event leaves its band, or comes back. */
  private void eventTick() {
    for (var tries = 0; tries < book.events(); tries++) {
      next = next % book.events() + 1;
      var account = RunBook.eventAccount(next);
      if (!watch.awaits(account)) {
        outside.flip(next);
        watch.ticked(account);
        send(RunBook.eventSecurity(next), outside.get(next) ? RunBook.OUTSIDE : RunBook.ON_TARGET);
        return;
      }
    }
  }

  private void walk() {
    var number = random.nextInt(prices.length);
    var moved = prices[number] * (1 + STEP * (2 * random.nextDouble() - 1));
    prices[number] = Math.max(LOWEST, Math.min(HIGHEST, moved));
    send(
        RunBook.security(number),
        BigDecimal.valueOf(prices[number]).setScale(2, RoundingMode.HALF_EVEN));
  }

  private void send(String security, BigDecimal price) {
    sent.send(
        "PRICE",
        Topics.PRICES,
        security,
        Price.newBuilder()
            .setPrice(price.setScale(10))
            .setPriceType(PriceType.LAST)
            .setAsOf(Instant.now())
            .setSource("chaos")
            .build());
  }

  /** Stops moving, and returns when the last tick is taken. */
  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sent.flush();
  }
}
