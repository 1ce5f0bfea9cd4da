package io.evenkeel.benchmarks.engine;

import io.evenkeel.benchmarks.report.Recording;
import io.evenkeel.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether the switch to scanning pays: looks that each come after a jump of every price, as at the
 * opening after bad news, with the switch and without it.
 */
final class StormBenchmark {
  /** Enough for all scans of a storm, and for laying everything again after them. */
  private static final int LOOKS = 12;

  private static final double JUMP = 0.04;

  private final World world;
  private final Recording recording;

  StormBenchmark(World world, Recording recording) {
    this.world = world;
    this.recording = recording;
  }

  /** Both once; whether both said the same. */
  boolean run() {
    var on = looks("on", world.corridor());
    var off = looks("off", world.corridor(Integer.MAX_VALUE));
    return on.said().agrees(off.said(), LOOKS);
  }

  private Sides looks(String row, CorridorRival rival) {
    var chance = new SplittableRandom(5);
    var prices = world.ticks().prices();
    var millis = new ArrayList<Double>();
    for (var look = 0; look < LOOKS; look++) {
      jump(prices, chance);
      var begin = System.nanoTime();
      for (var symbol = 0; symbol < prices.length; symbol++) {
        rival.take(symbol, prices[symbol]);
      }
      rival.look();
      millis.add((System.nanoTime() - begin) / 1e6);
    }
    record(row, millis, rival.counts().scans());
    return rival.sides();
  }

  private static void jump(long[] prices, SplittableRandom chance) {
    for (var symbol = 0; symbol < prices.length; symbol++) {
      var moved = Math.exp(JUMP * chance.nextGaussian());
      prices[symbol] = Math.max(1, Math.round(prices[symbol] * moved));
    }
  }

  private void record(String row, List<Double> millis, long scans) {
    var place = "storm." + row + ".";
    var spread = Spread.of(millis);
    recording.add(place + "lookMillisMedian", "ms", spread.median());
    recording.add(place + "lookMillisMost", "ms", spread.most());
    recording.add(
        place + "allMillis", "ms", millis.stream().mapToDouble(Double::doubleValue).sum());
    recording.add(place + "scans", "", scans);
  }
}
