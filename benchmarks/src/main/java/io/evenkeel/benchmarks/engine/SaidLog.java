package io.evenkeel.benchmarks.engine;

import java.util.Arrays;

/** After each event, at which tick it was and a hash of all events so far. */
final class SaidLog {
  private long[] ticks = new long[1_024];
  private long[] hashes = new long[1_024];
  private int size;

  void add(long tick, long hash) {
    if (size == ticks.length) {
      ticks = Arrays.copyOf(ticks, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    ticks[size] = tick;
    hashes[size++] = hash;
  }

  /** How many events there were up to and including a tick. */
  int upTo(long tick) {
    var found = Arrays.binarySearch(ticks, 0, size, tick + 1);
    var next = found < 0 ? -found - 1 : found;
    while (next > 0 && ticks[next - 1] > tick) {
      next--;
    }
    return next;
  }

  /** Whether both said the same, in the same order, up to a tick that both have seen. */
  boolean agrees(SaidLog other, long tick) {
    var mine = upTo(tick);
    return mine == other.upTo(tick) && (mine == 0 || hashes[mine - 1] == other.hashes[mine - 1]);
  }
}
