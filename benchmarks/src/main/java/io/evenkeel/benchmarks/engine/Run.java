package io.evenkeel.benchmarks.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * What came of giving one rival ticks for some time.
 *
 * @param ticks taken in while time was taken
 * @param seconds that this took, without reading the ticks
 * @param coreSeconds of them, those in which its thread had a processor: fewer on a busy machine
 * @param latencies of each tick by itself
 */
record Run(
    long ticks,
    double seconds,
    double coreSeconds,
    double touchesPerTick,
    SaidLog said,
    Latencies latencies) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * A clock costs about as much as a tick of the engine: read every so many ticks, next to none.
   */
  private static final int LOOK_EVERY = 16;

  /** How a rival is given ticks. */
  enum Clock {
    /** Read at every tick, which does not matter to whoever needs far longer for one. */
    AT_EVERY_TICK,
    /** Read now and then; after that, for a fifth as long, once more at every tick. */
    APART
  }

  double ticksPerSecond() {
    return ticks / seconds;
  }

  double ticksPerCoreSecond() {
    return ticks / coreSeconds;
  }

  /** Gives it ticks for so long. */
  static Run of(Rival rival, TickFile.Reader file, double seconds, Clock clock) {
    var latencies = new Latencies();
    var pass = new Pass(rival, file, clock == Clock.APART ? null : latencies);
    pass.run(seconds);
    var touchesPerTick = (double) rival.touches() / pass.ticks;
    if (clock == Clock.APART) {
      new Pass(rival, file, latencies).run(seconds / 5);
    }
    return new Run(
        pass.ticks,
        pass.nanos / 1e9,
        pass.coreNanos / 1e9,
        touchesPerTick,
        rival.sides().said(),
        latencies);
  }

  /** Batch after batch; only what the rival does is timed. */
  private static final class Pass {
    private final Rival rival;
    private final TickFile.Reader file;
    private final @Nullable Latencies latencies;
    private final TickFile.Batch batch = new TickFile.Batch();
    private long nanos;
    private long coreNanos;
    private long ticks;

    Pass(Rival rival, TickFile.Reader file, @Nullable Latencies latencies) {
      this.rival = rival;
      this.file = file;
      this.latencies = latencies;
    }

    void run(double seconds) {
      var most = (long) (seconds * 1e9);
      do {
        file.fill(batch);
        var coreBegin = THREADS.getCurrentThreadCpuTime();
        if (latencies == null) {
          give(most - nanos);
        } else {
          giveTimed(latencies, most - nanos);
        }
        coreNanos += THREADS.getCurrentThreadCpuTime() - coreBegin;
      } while (nanos < most);
    }

    private void give(long nanosLeft) {
      var begin = System.nanoTime();
      var last = begin;
      var i = 0;
      while (i < TickFile.BATCH && last - begin < nanosLeft) {
        var end = Math.min(TickFile.BATCH, i + LOOK_EVERY);
        for (; i < end; i++) {
          rival.tick(batch.symbols[i], batch.prices[i]);
        }
        last = System.nanoTime();
      }
      ticks += i;
      nanos += last - begin;
    }

    private void giveTimed(Latencies into, long nanosLeft) {
      var begin = System.nanoTime();
      var last = begin;
      var i = 0;
      for (; i < TickFile.BATCH && last - begin < nanosLeft; i++) {
        rival.tick(batch.symbols[i], batch.prices[i]);
        var now = System.nanoTime();
        into.add(now - last);
        last = now;
      }
      ticks += i;
      nanos += last - begin;
    }
  }
}
