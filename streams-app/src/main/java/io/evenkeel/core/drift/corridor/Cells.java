package io.evenkeel.core.drift.corridor;

import static java.lang.Float.floatToRawIntBits;
import static java.lang.Float.intBitsToFloat;

/**
 * One account as the engine keeps it: whole numbers and floats in one flat array, since a million
 * accounts are kept. First how many bases and positions, then the bases (the account itself, then
 * its model sleeves), then the positions in the order of their bases.
 *
 * <p>A position has the share of its base that it may not exceed ({@link #UP}, infinite where
 * nothing bounds it) and may not go below ({@link #DOWN}, 0 or less where nothing does), so that
 * the side of its line stays as it was judged. A sleeve has the same of the account.
 */
final class Cells {
  /** Position: its symbol, the number of its posting there, and what was said above. */
  static final int SYMBOL = 0;

  static final int POSTING = 1;
  static final int QUANTITY = 2;
  static final int UP = 3;
  static final int DOWN = 4;
  private static final int POSITION = 5;

  /** Base: how many positions there are up to its last one, and its cash. */
  static final int END = 0;

  static final int CASH = 1;

  /** Equity may not exceed or go below these, for reasons that know no position. */
  static final int CEILING = 2;

  static final int FLOOR = 3;

  /** The shares that the MODEL line of a sleeve allows. */
  static final int LINE_UP = 4;

  static final int LINE_DOWN = 5;

  private static final int BASE = 6;

  private static final int HEAD = 2;

  private Cells() {}

  static int[] of(int bases, int positions) {
    var cells = new int[HEAD + bases * BASE + positions * POSITION];
    cells[0] = bases;
    cells[1] = positions;
    return cells;
  }

  static int bases(int[] cells) {
    return cells[0];
  }

  static int positions(int[] cells) {
    return cells[1];
  }

  /** Where the cells of a base begin. */
  static int base(int base) {
    return HEAD + base * BASE;
  }

  /** Where the cells of a position begin. */
  static int position(int[] cells, int position) {
    return HEAD + cells[0] * BASE + position * POSITION;
  }

  /** How many positions stand before those of this base. */
  static int begin(int[] cells, int base) {
    return base == 0 ? 0 : cells[base(base - 1) + END];
  }

  static int end(int[] cells, int base) {
    return cells[base(base) + END];
  }

  static float get(int[] cells, int at) {
    return intBitsToFloat(cells[at]);
  }

  static void put(int[] cells, int at, float value) {
    cells[at] = floatToRawIntBits(value);
  }

  static void put(int[] cells, int at, double value) {
    put(cells, at, (float) value);
  }
}
