package io.evenkeel.core.drift.corridor;

import io.evenkeel.core.drift.corridor.TriggerBlocks.Search;
import java.util.Arrays;

/**
 * The newest price of every symbol, and the trigger prices of everyone who holds it. A price that
 * leaves all of them silent costs two comparisons, however many hold the symbol. A trigger that is
 * crossed is spent: it says so once, and is silent until it is set again.
 *
 * <p>A symbol is a small number. A posting is one holding; its number may change when another one
 * of the same symbol is taken away, and the holder is told. The holdings of a symbol fill its
 * blocks in order ({@link TriggerBlocks}); of every {@value #GROUP} blocks the least ceiling and
 * floor are known again, and of all of them.
 */
final class Triggers {
  private static final int GROUP = 64;
  private static final int LANES = TriggerBlocks.LANES;

  /** The last posting of a symbol that nobody holds. */
  private static final int NONE = -1;

  private final TriggerBlocks blocks = new TriggerBlocks();
  private double[] prices = new double[0];
  private float[] nearest = new float[0];
  private int[] lasts = new int[0];
  private int[][] blocksOf = new int[0][];
  private float[][] groupsOf = new float[0][];
  private int symbols;

  /** Is told of every account with a holding whose trigger a price has crossed. */
  interface Crossing {
    void crossed(int account);
  }

  /** Is told that a holding now has another number. */
  interface Renumbering {
    void moved(int account, int before, int now);
  }

  /** A new symbol at such a price. */
  int addSymbol(double price) {
    if (symbols == prices.length) {
      grow();
    }
    prices[symbols] = price;
    lasts[symbols] = NONE;
    blocksOf[symbols] = new int[1];
    groupsOf[symbols] = silent(1);
    Arrays.fill(nearest, symbols * LANES, (symbols + 1) * LANES, TriggerBlocks.NEVER);
    return symbols++;
  }

  private void grow() {
    var capacity = Math.max(16, symbols + (symbols >> 1));
    prices = Arrays.copyOf(prices, capacity);
    nearest = Arrays.copyOf(nearest, capacity * LANES);
    lasts = Arrays.copyOf(lasts, capacity);
    blocksOf = Arrays.copyOf(blocksOf, capacity);
    groupsOf = Arrays.copyOf(groupsOf, capacity);
  }

  private static float[] silent(int groups) {
    var minima = new float[groups * LANES];
    Arrays.fill(minima, TriggerBlocks.NEVER);
    return minima;
  }

  double price(int symbol) {
    return prices[symbol];
  }

  void price(int symbol, double price) {
    prices[symbol] = price;
  }

  /** Names everyone who holds the symbol. */
  void forEachHolder(int symbol, Crossing holder) {
    for (var rank = 0; rank < blocks(symbol); rank++) {
      var first = blocksOf[symbol][rank] * TriggerBlocks.SIZE;
      var isLast = rank == blocks(symbol) - 1;
      var end = isLast ? lasts[symbol] + 1 : first + TriggerBlocks.SIZE;
      for (var posting = first; posting < end; posting++) {
        holder.crossed(blocks.holder(posting));
      }
    }
  }

  private int blocks(int symbol) {
    var last = lasts[symbol];
    return last == NONE ? 0 : blocks.rank(last >> TriggerBlocks.SHIFT) + 1;
  }

  /** Adds a holding that stays silent until its triggers are set; its number. */
  int add(int symbol, int account) {
    var posting = lasts[symbol] + 1;
    if (posting % TriggerBlocks.SIZE == 0) {
      posting = addBlock(symbol) * TriggerBlocks.SIZE;
    }
    lasts[symbol] = posting;
    blocks.hold(posting, account);
    return posting;
  }

  private int addBlock(int symbol) {
    var rank = blocks(symbol);
    if (rank == blocksOf[symbol].length) {
      blocksOf[symbol] = Arrays.copyOf(blocksOf[symbol], rank + 1 + (rank >> 1));
    }
    var groups = groupsOf[symbol];
    if (rank / GROUP * LANES == groups.length) {
      groupsOf[symbol] = silent(1 + rank / GROUP);
      System.arraycopy(groups, 0, groupsOf[symbol], 0, groups.length);
    }
    return blocksOf[symbol][rank] = blocks.allocate(symbol, rank);
  }

  /** Takes a holding away; the symbol's last one moves into its place. */
  void remove(int posting, Renumbering renumbering) {
    var symbol = blocks.symbol(posting >> TriggerBlocks.SHIFT);
    var last = lasts[symbol];
    if (posting != last) {
      set(posting, blocks.floor(last), blocks.ceiling(last));
      blocks.hold(posting, blocks.holder(last));
      renumbering.moved(blocks.holder(last), last, posting);
    }
    setNever(last);
    lasts[symbol] = last - 1;
    if (last % TriggerBlocks.SIZE == 0) {
      removeBlock(symbol, last >> TriggerBlocks.SHIFT);
    }
  }

  private void removeBlock(int symbol, int block) {
    var rank = blocks.rank(block);
    lasts[symbol] = rank == 0 ? NONE : (blocksOf[symbol][rank - 1] + 1) * TriggerBlocks.SIZE - 1;
    blocks.free(block);
  }

  float floor(int posting) {
    return blocks.floor(posting);
  }

  float ceiling(int posting) {
    return blocks.ceiling(posting);
  }

  /** Silent from the floor to the ceiling, both included. */
  void set(int posting, float floor, float ceiling) {
    if (blocks.set(posting, floor, ceiling)) {
      lower(posting >> TriggerBlocks.SHIFT, 0);
      lower(posting >> TriggerBlocks.SHIFT, 1);
    }
  }

  private void lower(int block, int lane) {
    var symbol = blocks.symbol(block);
    var least = blocks.least(block, lane);
    var groups = groupsOf[symbol];
    var group = blocks.rank(block) / GROUP * LANES + lane;
    if (least < groups[group]) {
      groups[group] = least;
      nearest[symbol * LANES + lane] = Math.min(nearest[symbol * LANES + lane], least);
    }
  }

  /** Crossed by any price. */
  void setAlways(int posting) {
    set(posting, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
  }

  /** Crossed by no price. */
  void setNever(int posting) {
    set(posting, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
  }

  /** Takes in a price and names whoever holds a trigger that it crosses. */
  void tick(int symbol, double price, Crossing crossing) {
    prices[symbol] = price;
    if (nearest[symbol * LANES] < price) {
      search(symbol, new Search(0, price, crossing));
    }
    if (nearest[symbol * LANES + 1] < -price) {
      search(symbol, new Search(1, -price, crossing));
    }
  }

  private void search(int symbol, Search search) {
    var groups = groupsOf[symbol];
    var least = TriggerBlocks.NEVER;
    for (var at = search.lane(); at < groups.length; at += LANES) {
      if (groups[at] < search.bound()) {
        groups[at] = searchGroup(symbol, at / LANES, search);
      }
      least = Math.min(least, groups[at]);
    }
    nearest[symbol * LANES + search.lane()] = least;
  }

  private float searchGroup(int symbol, int group, Search search) {
    var end = Math.min(blocks(symbol), (group + 1) * GROUP);
    var least = TriggerBlocks.NEVER;
    for (var rank = group * GROUP; rank < end; rank++) {
      least = Math.min(least, blocks.search(blocksOf[symbol][rank], search));
    }
    return least;
  }
}
