package io.evenkeel.core.drift.corridor;

import java.util.Arrays;

/** The cells of every account watched, and the postings that stand for its positions. */
final class Accounts {
  private static final int[] NOBODY = Cells.of(0, 0);

  /** In place of the number of a posting that was taken away. */
  private static final int GONE = -1;

  private final Triggers triggers;
  private final Triggers.Renumbering renumbering = this::renumber;
  private int[][] cells = new int[0][];
  private int watched;

  Accounts(Triggers triggers) {
    this.triggers = triggers;
  }

  /** One more than the greatest number that an account may have without more room. */
  int capacity() {
    return cells.length;
  }

  void ensureCapacity(int capacity) {
    var before = cells.length;
    cells = Arrays.copyOf(cells, capacity);
    Arrays.fill(cells, before, capacity, NOBODY);
  }

  int watched() {
    return watched;
  }

  boolean isWatched(int account) {
    return cells[account] != NOBODY;
  }

  int[] cells(int account) {
    return cells[account];
  }

  /** Whether it has one base, of which it holds the same symbols in the same order. */
  boolean isAlike(int account, int[] now) {
    var before = cells[account];
    var alike = Cells.bases(before) == 1 && Cells.bases(now) == 1;
    alike &= Cells.positions(before) == Cells.positions(now);
    for (var i = 0; alike && i < Cells.positions(now); i++) {
      alike = symbol(before, i) == symbol(now, i);
    }
    return alike;
  }

  private static int symbol(int[] held, int position) {
    return held[Cells.position(held, position) + Cells.SYMBOL];
  }

  /** Takes the postings over where the symbols are the same ones in the same order. */
  void put(int account, int[] now) {
    watched += isWatched(account) ? 0 : 1;
    if (!takePostings(cells[account], now)) {
      unpost(cells[account]);
      for (var i = 0; i < Cells.positions(now); i++) {
        var at = Cells.position(now, i);
        now[at + Cells.POSTING] = triggers.add(now[at + Cells.SYMBOL], account);
      }
    }
    cells[account] = now;
  }

  private static boolean takePostings(int[] before, int[] now) {
    if (Cells.positions(before) != Cells.positions(now)) {
      return false;
    }
    for (var i = 0; i < Cells.positions(now); i++) {
      var was = Cells.position(before, i);
      var is = Cells.position(now, i);
      if (before[was + Cells.SYMBOL] != now[is + Cells.SYMBOL]) {
        return false;
      }
      now[is + Cells.POSTING] = before[was + Cells.POSTING];
    }
    return true;
  }

  void remove(int account) {
    watched -= isWatched(account) ? 1 : 0;
    unpost(cells[account]);
    cells[account] = NOBODY;
  }

  private void unpost(int[] held) {
    for (var i = 0; i < Cells.positions(held); i++) {
      var at = Cells.position(held, i);
      triggers.remove(held[at + Cells.POSTING], renumbering);
      held[at + Cells.POSTING] = GONE;
    }
  }

  private void renumber(int account, int before, int now) {
    var held = cells[account];
    for (var i = 0; i < Cells.positions(held); i++) {
      var at = Cells.position(held, i);
      if (held[at + Cells.POSTING] == before) {
        held[at + Cells.POSTING] = now;
        return;
      }
    }
    throw new IllegalStateException("a posting of an account that does not know it");
  }

  /** From now on any tick of anything that it holds concerns it. */
  void alwaysCross(int account) {
    var held = cells[account];
    for (var i = 0; i < Cells.positions(held); i++) {
      triggers.setAlways(held[Cells.position(held, i) + Cells.POSTING]);
    }
  }

  /** From now on no tick concerns it. */
  void neverCross(int account) {
    var held = cells[account];
    for (var i = 0; i < Cells.positions(held); i++) {
      triggers.setNever(held[Cells.position(held, i) + Cells.POSTING]);
    }
  }
}
