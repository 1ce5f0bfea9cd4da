package io.evenkeel.benchmarks.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What came of giving one rival ticks for some time.
 *
 * @param ticks taken in while time was taken
 * @param seconds that this took, without making the ticks up
 * @param coreSeconds of them, those in which its thread had a processor: fewer on a busy machine
 * @param micros per tick, at 50, 99 and 99.99 percent, each tick timed by itself after that
 */
record Run(
    String name,
    long ticks,
    double seconds,
    double coreSeconds,
    double touchesPerTick,
    SaidLog said,
    double[] micros) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BATCH = 65_536;
  private static final int LOOK_EVERY = 16;

  double ticksPerSecond() {
    return ticks / seconds;
  }

  double ticksPerCoreSecond() {
    return ticks / coreSeconds;
  }

  /** Gives it ticks for so long, then a third of that once more with a clock at every tick. */
  static Run of(String name, Rival rival, Market market, double seconds) {
    var batch = new Batch();
    var nanos = 0L;
    var coreNanos = 0L;
    var ticks = 0L;
    while (nanos < seconds * 1e9) {
      batch.fill(market);
      var coreBegin = THREADS.getCurrentThreadCpuTime();
      var begin = System.nanoTime();
      var last = begin;
      var i = 0;
      while (i < BATCH && nanos + last - begin < seconds * 1e9) {
        var end = Math.min(BATCH, i + LOOK_EVERY);
        for (; i < end; i++) {
          rival.tick(batch.symbols[i], batch.prices[i]);
        }
        last = System.nanoTime();
      }
      ticks += i;
      nanos += last - begin;
      coreNanos += THREADS.getCurrentThreadCpuTime() - coreBegin;
    }
    var touches = (double) rival.touches() / ticks;
    return new Run(
        name,
        ticks,
        nanos / 1e9,
        coreNanos / 1e9,
        touches,
        rival.sides().said(),
        timed(rival, market, seconds / 3));
  }

  private static double[] timed(Rival rival, Market market, double seconds) {
    var latencies = new Latencies();
    var batch = new Batch();
    var nanos = 0L;
    while (nanos < seconds * 1e9) {
      batch.fill(market);
      var last = System.nanoTime();
      for (var i = 0; i < BATCH && nanos < seconds * 1e9; i++) {
        rival.tick(batch.symbols[i], batch.prices[i]);
        var now = System.nanoTime();
        latencies.add(now - last);
        nanos += now - last;
        last = now;
      }
    }
    return new double[] {latencies.micros(0.5), latencies.micros(0.99), latencies.micros(0.9999)};
  }

  /** Ticks made up ahead, so that making them up costs no rival anything. */
  private static final class Batch {
    final int[] symbols = new int[BATCH];
    final long[] prices = new long[BATCH];

    void fill(Market market) {
      for (var i = 0; i < BATCH; i++) {
        symbols[i] = market.tick();
        prices[i] = market.price(symbols[i]);
      }
    }
  }
}
