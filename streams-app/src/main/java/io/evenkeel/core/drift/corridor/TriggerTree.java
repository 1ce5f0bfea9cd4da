package io.evenkeel.core.drift.corridor;

import java.util.Arrays;

/**
 * The two trigger prices of every holding of one symbol, and quickly which of them a price crosses.
 * Above the keys stand levels of minima, one for every {@value #FAN} of the level beneath; a search
 * opens only blocks that hold something to find. Ceilings and floors lie side by side, so that
 * setting both touches memory once; floors are kept with their sign changed, so that the one
 * crossed first is the least, as with ceilings.
 */
final class TriggerTree {
  private static final int SHIFT = 6;
  private static final int FAN = 1 << SHIFT;
  private static final int FIRST_CAPACITY = 4;
  private static final float NEVER = Float.POSITIVE_INFINITY;

  private float[] keys = new float[2 * FIRST_CAPACITY];
  private float[][] minima = {{NEVER, NEVER}};
  private int size;

  TriggerTree() {
    Arrays.fill(keys, NEVER);
  }

  /** Is told the slot of each trigger that is crossed. It must not change the tree. */
  interface Crossed {
    void at(int slot);
  }

  int size() {
    return size;
  }

  float lowestCeiling() {
    return minima[minima.length - 1][0];
  }

  float highestFloor() {
    return -minima[minima.length - 1][1];
  }

  float ceiling(int slot) {
    return keys[2 * slot];
  }

  float floor(int slot) {
    return -keys[2 * slot + 1];
  }

  /** Takes the next slot, which stays silent until it is set. */
  int add() {
    if (2 * size == keys.length) {
      grow();
    }
    return size++;
  }

  /** Moves the last slot's triggers into this one; the last slot is gone. */
  void fillWithLast(int slot) {
    var last = size - 1;
    set(slot, floor(last), ceiling(last));
    set(last, -NEVER, NEVER);
    size = last;
  }

  /** Silent from the floor to the ceiling, both included. */
  void set(int slot, float floor, float ceiling) {
    var beforeFloor = floor(slot);
    var beforeCeiling = ceiling(slot);
    write(slot, floor, ceiling);
    raise(slot, beforeFloor, beforeCeiling);
  }

  /**
   * The first half of setting: has to be followed by the second. Apart, because memory is slow: the
   * first halves of a whole account wait for it together, not one after the other.
   */
  void write(int slot, float floor, float ceiling) {
    keys[2 * slot] = ceiling;
    keys[2 * slot + 1] = -floor;
  }

  /** The second half: the minima follow what was written, and what stood there before. */
  void raise(int slot, float beforeFloor, float beforeCeiling) {
    raise(2 * slot, beforeCeiling);
    raise(2 * slot + 1, -beforeFloor);
  }

  /** Brings the minima above a key up to date; ends where nothing changes. */
  private void raise(int cell, float before) {
    var beneath = keys;
    var at = cell >> 1;
    var lane = cell & 1;
    var was = before;
    var is = keys[cell];
    for (var level = 0; level < minima.length && is != was; level++) {
      var here = minima[level];
      at >>= SHIFT;
      var known = here[2 * at + lane];
      if (is < known) {
        here[2 * at + lane] = is;
      } else if (was == known) {
        is = minimum(beneath, at, lane);
        here[2 * at + lane] = is;
      } else {
        return;
      }
      was = known;
      beneath = here;
    }
  }

  private static float minimum(float[] beneath, int block, int lane) {
    var end = Math.min(beneath.length, (block + 1) << (SHIFT + 1));
    var least = NEVER;
    for (var i = (block << (SHIFT + 1)) + lane; i < end; i += 2) {
      least = Math.min(least, beneath[i]);
    }
    return least;
  }

  /** Names every holding whose ceiling is below the price or whose floor is above it. */
  void crossed(double price, Crossed crossed) {
    search(minima.length - 1, 0, 0, price, crossed);
    search(minima.length - 1, 0, 1, -price, crossed);
  }

  private void search(int level, int at, int lane, double bound, Crossed crossed) {
    if (!(minima[level][2 * at + lane] < bound)) {
      return;
    }
    var beneath = level == 0 ? keys : minima[level - 1];
    var end = Math.min(beneath.length >> 1, (at + 1) << SHIFT);
    for (var i = at << SHIFT; i < end; i++) {
      if (beneath[2 * i + lane] < bound) {
        if (level == 0) {
          crossed.at(i);
        } else {
          search(level - 1, i, lane, bound, crossed);
        }
      }
    }
  }

  /** By a fifth: a popular symbol has many holders, and half of an array is a lot to waste. */
  private void grow() {
    var capacity = size + Math.max(FIRST_CAPACITY, size / 5);
    keys = enlarged(keys, capacity);
    var blocks = blocks(capacity);
    for (var level = 0; level < minima.length; level++) {
      minima[level] = enlarged(minima[level], blocks);
      blocks = blocks(blocks);
    }
    while (minima[minima.length - 1].length > 2) {
      addLevel();
    }
  }

  private static float[] enlarged(float[] pairs, int count) {
    if (2 * count == pairs.length) {
      return pairs;
    }
    var larger = Arrays.copyOf(pairs, 2 * count);
    Arrays.fill(larger, pairs.length, larger.length, NEVER);
    return larger;
  }

  private void addLevel() {
    var beneath = minima[minima.length - 1];
    var here = new float[2 * blocks(beneath.length >> 1)];
    for (var cell = 0; cell < here.length; cell++) {
      here[cell] = minimum(beneath, cell >> 1, cell & 1);
    }
    minima = Arrays.copyOf(minima, minima.length + 1);
    minima[minima.length - 1] = here;
  }

  private static int blocks(int length) {
    return (length + FAN - 1) >> SHIFT;
  }
}
