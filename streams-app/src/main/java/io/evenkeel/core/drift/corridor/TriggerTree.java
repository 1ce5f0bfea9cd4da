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

  /** Silent from the floor to the ceiling, both included; whether all holders' nearest changed. */
  boolean set(int slot, float floor, float ceiling) {
    keys[2 * slot] = ceiling;
    keys[2 * slot + 1] = -floor;
    return lower(slot, 0, ceiling) | lower(slot, 1, -floor);
  }

  /** Minima are brought down at once, but never up: a search that comes for nothing does that. */
  private boolean lower(int slot, int lane, float key) {
    var at = slot;
    for (var here : minima) {
      at >>= SHIFT;
      if (!(key < here[2 * at + lane])) {
        return false;
      }
      here[2 * at + lane] = key;
    }
    return true;
  }

  /** Names every holding whose ceiling is below the price or whose floor is above it, once. */
  void crossed(double price, Crossed crossed) {
    search(minima.length - 1, 0, 0, price, crossed);
    search(minima.length - 1, 0, 1, -price, crossed);
  }

  /** The least key of a block, all of whose keys that are below the bound were named. */
  private float search(int level, int at, int lane, double bound, Crossed crossed) {
    var known = minima[level][2 * at + lane];
    if (!(known < bound)) {
      return known;
    }
    var beneath = level == 0 ? keys : minima[level - 1];
    var end = Math.min(beneath.length >> 1, (at + 1) << SHIFT);
    var least = NEVER;
    for (var i = at << SHIFT; i < end; i++) {
      var key = beneath[2 * i + lane];
      if (key < bound && level > 0) {
        key = search(level - 1, i, lane, bound, crossed);
      } else if (key < bound) {
        crossed.at(i);
        key = NEVER;
        beneath[2 * i + lane] = NEVER;
      }
      least = Math.min(least, key);
    }
    minima[level][2 * at + lane] = least;
    return least;
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
    var here = enlarged(new float[0], blocks(beneath.length >> 1));
    for (var cell = 0; cell < beneath.length; cell++) {
      var above = 2 * (cell >> 1 >> SHIFT) + (cell & 1);
      here[above] = Math.min(here[above], beneath[cell]);
    }
    minima = Arrays.copyOf(minima, minima.length + 1);
    minima[minima.length - 1] = here;
  }

  private static int blocks(int length) {
    return (length + FAN - 1) >> SHIFT;
  }
}
