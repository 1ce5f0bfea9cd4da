package io.evenkeel.core.drift.corridor;

import java.util.Arrays;

/**
 * The newest price of every symbol, and the trigger prices of everyone who holds it. A price that
 * leaves all of them silent costs two comparisons, however many hold the symbol.
 *
 * <p>A symbol is a small number. A posting is one holding of it; its number changes when another
 * one is taken away, and the holder is told.
 */
final class Triggers {
  private TriggerTree[] trees = new TriggerTree[0];
  private int[][] holders = new int[0][];
  private double[] prices = new double[0];
  private float[] lowestCeiling = new float[0];
  private float[] highestFloor = new float[0];
  private int symbols;

  /** Is told of every account with a holding whose trigger a price has crossed. */
  interface Crossing {
    void crossed(int account);
  }

  /** Is told that a holding now has another number. */
  interface Renumbering {
    void moved(int account, int symbol, int before, int now);
  }

  /** A new symbol at such a price. */
  int addSymbol(double price) {
    if (symbols == trees.length) {
      grow();
    }
    trees[symbols] = new TriggerTree();
    holders[symbols] = new int[4];
    prices[symbols] = price;
    refresh(symbols);
    return symbols++;
  }

  private void grow() {
    var capacity = Math.max(16, symbols + (symbols >> 1));
    trees = Arrays.copyOf(trees, capacity);
    holders = Arrays.copyOf(holders, capacity);
    prices = Arrays.copyOf(prices, capacity);
    lowestCeiling = Arrays.copyOf(lowestCeiling, capacity);
    highestFloor = Arrays.copyOf(highestFloor, capacity);
  }

  double price(int symbol) {
    return prices[symbol];
  }

  void price(int symbol, double price) {
    prices[symbol] = price;
  }

  int holders(int symbol) {
    return trees[symbol].size();
  }

  int holder(int symbol, int posting) {
    return holders[symbol][posting];
  }

  /** Adds a holding that stays silent until its triggers are set; its number. */
  int add(int symbol, int account) {
    var posting = trees[symbol].add();
    if (posting == holders[symbol].length) {
      holders[symbol] = Arrays.copyOf(holders[symbol], posting + Math.max(4, posting / 5));
    }
    holders[symbol][posting] = account;
    return posting;
  }

  void remove(int symbol, int posting, Renumbering renumbering) {
    var tree = trees[symbol];
    var last = tree.size() - 1;
    tree.fillWithLast(posting);
    refresh(symbol);
    if (posting != last) {
      var moved = holders[symbol][last];
      holders[symbol][posting] = moved;
      renumbering.moved(moved, symbol, last, posting);
    }
  }

  float floor(int symbol, int posting) {
    return trees[symbol].floor(posting);
  }

  float ceiling(int symbol, int posting) {
    return trees[symbol].ceiling(posting);
  }

  /** Silent from the floor to the ceiling, both included. */
  void set(int symbol, int posting, float floor, float ceiling) {
    if (trees[symbol].set(posting, floor, ceiling)) {
      refresh(symbol);
    }
  }

  /** Crossed by any price. */
  void setAlways(int symbol, int posting) {
    set(symbol, posting, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
  }

  /** Crossed by no price. */
  void setNever(int symbol, int posting) {
    set(symbol, posting, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
  }

  private void refresh(int symbol) {
    lowestCeiling[symbol] = trees[symbol].lowestCeiling();
    highestFloor[symbol] = trees[symbol].highestFloor();
  }

  /** Takes in a price and names whoever holds a trigger that it crosses. */
  void tick(int symbol, double price, Crossing crossing) {
    prices[symbol] = price;
    if (price > lowestCeiling[symbol] || price < highestFloor[symbol]) {
      var accounts = holders[symbol];
      trees[symbol].crossed(price, posting -> crossing.crossed(accounts[posting]));
      refresh(symbol);
    }
  }
}
