package io.evenkeel.core.drift.corridor;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The two trigger prices of every holding, in blocks of {@value #SIZE} holdings of one symbol, and
 * of every block the least of its ceilings and of its floors. All of them lie in few large arrays:
 * to set the triggers of one account means to write in as many places as it has positions, none of
 * which is in a cache, and nothing but what is written should have to be fetched for it. Therefore
 *
 * <ul>
 *   <li>a ceiling and its floor are neighbours;
 *   <li>floors are kept with their sign changed: as with ceilings, the one crossed first is least;
 *   <li>minima fall at once, but rise only when a search came in vain: to set a trigger, nobody has
 *       to look at the others.
 * </ul>
 *
 * <p>A posting is the place of a holding in all of this; its block is {@code posting / SIZE}.
 */
final class TriggerBlocks {
  static final int SHIFT = 6;
  static final int SIZE = 1 << SHIFT;
  static final float NEVER = Float.POSITIVE_INFINITY;

  /** Of ceilings, and of floors. */
  static final int LANES = 2;

  /** Arrays of so many postings are added as they are needed: nothing has to be copied. */
  private static final int PAGE_SHIFT = 15;

  private static final int PAGE = 1 << PAGE_SHIFT;

  private final Deque<Integer> free = new ArrayDeque<>();
  private float[][] keys = new float[0][];
  private int[][] holders = new int[0][];
  private float[] minima = new float[0];
  private int[] symbols = new int[0];
  private int[] ranks = new int[0];
  private int blocks;

  /** What is looked for in one lane: keys below a bound, and who is to be told. */
  record Search(int lane, double bound, Triggers.Crossing crossing) {}

  /** A block for this symbol, whose so manieth it is; silent until something is set. */
  int allocate(int symbol, int rank) {
    var block = free.isEmpty() ? blocks++ : free.pop();
    if (block == symbols.length) {
      grow();
    }
    if (block << SHIFT == keys.length << PAGE_SHIFT) {
      addPage();
    }
    symbols[block] = symbol;
    ranks[block] = rank;
    Arrays.fill(minima, block * LANES, (block + 1) * LANES, NEVER);
    return block;
  }

  private void grow() {
    var capacity = Math.max(SIZE, blocks + (blocks >> 2));
    symbols = Arrays.copyOf(symbols, capacity);
    ranks = Arrays.copyOf(ranks, capacity);
    minima = Arrays.copyOf(minima, capacity * LANES);
  }

  private void addPage() {
    var page = keys.length;
    keys = Arrays.copyOf(keys, page + 1);
    holders = Arrays.copyOf(holders, page + 1);
    keys[page] = new float[PAGE * LANES];
    Arrays.fill(keys[page], NEVER);
    holders[page] = new int[PAGE];
  }

  /** Takes a block back of which no posting is set. */
  void free(int block) {
    free.push(block);
  }

  int symbol(int block) {
    return symbols[block];
  }

  int rank(int block) {
    return ranks[block];
  }

  float least(int block, int lane) {
    return minima[block * LANES + lane];
  }

  int holder(int posting) {
    return holders[posting >> PAGE_SHIFT][posting & (PAGE - 1)];
  }

  void hold(int posting, int account) {
    holders[posting >> PAGE_SHIFT][posting & (PAGE - 1)] = account;
  }

  float ceiling(int posting) {
    return keys[posting >> PAGE_SHIFT][(posting & (PAGE - 1)) * LANES];
  }

  float floor(int posting) {
    return -keys[posting >> PAGE_SHIFT][(posting & (PAGE - 1)) * LANES + 1];
  }

  /** Silent from the floor to the ceiling, both included; whether a least of its block fell. */
  boolean set(int posting, float floor, float ceiling) {
    var page = keys[posting >> PAGE_SHIFT];
    var at = (posting & (PAGE - 1)) * LANES;
    page[at] = ceiling;
    page[at + 1] = -floor;
    var block = posting >> SHIFT;
    return lower(block * LANES, ceiling) | lower(block * LANES + 1, -floor);
  }

  private boolean lower(int cell, float key) {
    if (!(key < minima[cell])) {
      return false;
    }
    minima[cell] = key;
    return true;
  }

  /** Names the holders of all keys of a block that are below the bound, once; the least left. */
  float search(int block, Search search) {
    var cell = block * LANES + search.lane;
    if (minima[cell] < search.bound) {
      minima[cell] = spend(block << SHIFT, search);
    }
    return minima[cell];
  }

  private float spend(int first, Search search) {
    var page = keys[first >> PAGE_SHIFT];
    var begin = (first & (PAGE - 1)) * LANES + search.lane;
    var least = NEVER;
    for (var i = 0; i < SIZE; i++) {
      var key = page[begin + i * LANES];
      if (key < search.bound) {
        page[begin + i * LANES] = NEVER;
        search.crossing.crossed(holder(first + i));
      } else {
        least = Math.min(least, key);
      }
    }
    return least;
  }
}
