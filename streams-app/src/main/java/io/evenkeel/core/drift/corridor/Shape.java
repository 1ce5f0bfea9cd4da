package io.evenkeel.core.drift.corridor;

/**
 * An account as the engine needs to know it, in dollars and shares of a base. Made base by base:
 * the account itself with the positions of its MANAGED sleeve first, then each model sleeve with
 * its own.
 */
public final class Shape {
  private final int[] cells;
  private int bases;
  private int positions;
  private boolean provable = true;

  /** Room for so many bases (the account and its model sleeves) and positions. */
  public Shape(int bases, int positions) {
    cells = Cells.of(bases, positions);
  }

  /** Of an account of which nothing can be proved: any tick of these symbols concerns it. */
  public static Shape exposed(int... symbols) {
    var shape = new Shape(1, symbols.length).base(0, Double.POSITIVE_INFINITY, 0);
    for (var symbol : symbols) {
      shape.position(symbol, 0, Double.POSITIVE_INFINITY, 0);
    }
    shape.provable = false;
    return shape;
  }

  /**
   * Begins a base.
   *
   * @param ceiling dollars that its equity may not exceed, infinite where nothing bounds it
   * @param floor dollars that it may not go below, 0 where nothing else does
   */
  public Shape base(double cash, double ceiling, double floor) {
    var at = Cells.base(bases);
    cells[at + Cells.END] = positions;
    Cells.put(cells, at + Cells.CASH, cash);
    Cells.put(cells, at + Cells.CEILING, ceiling);
    Cells.put(cells, at + Cells.FLOOR, floor);
    Cells.put(cells, at + Cells.LINE_UP, Float.POSITIVE_INFINITY);
    bases++;
    return this;
  }

  /** The shares of the account's equity between which this sleeve's has to stay. */
  public Shape line(double up, double down) {
    var at = Cells.base(bases - 1);
    Cells.put(cells, at + Cells.LINE_UP, up);
    Cells.put(cells, at + Cells.LINE_DOWN, down);
    return this;
  }

  /**
   * Adds a position to the base begun last.
   *
   * @param up share of the base that it may not exceed, infinite where nothing bounds it
   * @param down share of the base that it may not go below, 0 or less where nothing does
   */
  public Shape position(int symbol, double quantity, double up, double down) {
    var at = Cells.position(cells, positions);
    cells[at + Cells.SYMBOL] = symbol;
    Cells.put(cells, at + Cells.QUANTITY, quantity);
    Cells.put(cells, at + Cells.UP, up);
    Cells.put(cells, at + Cells.DOWN, down);
    positions++;
    cells[Cells.base(bases - 1) + Cells.END] = positions;
    return this;
  }

  boolean isProvable() {
    return provable;
  }

  int[] cells() {
    return cells;
  }
}
