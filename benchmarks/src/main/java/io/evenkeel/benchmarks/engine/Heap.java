package io.evenkeel.benchmarks.engine;

import java.lang.management.ManagementFactory;

/** What is in use on the heap once everything that can be collected is. */
final class Heap {
  /** Only every fourth full collection of the serial collector leaves nothing dead behind. */
  private static final int COLLECTIONS = 5;

  private Heap() {}

  static long used() {
    var least = Long.MAX_VALUE;
    for (var i = 0; i < COLLECTIONS; i++) {
      System.gc();
      var used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      least = Math.min(least, used);
    }
    return least;
  }
}
