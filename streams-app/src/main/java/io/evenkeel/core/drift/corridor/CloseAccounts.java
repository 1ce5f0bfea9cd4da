package io.evenkeel.core.drift.corridor;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Accounts so near to a bound that triggers would be crossed at nearly every tick of what they
 * hold. What their equity is and where its bounds are is brought up to date at each of these ticks
 * instead: a few operations, and one slack on which all positions draw together. A bound only ever
 * draws in until the account is looked at again, so that it may err, but on the safe side.
 *
 * <p>For accounts of one base, of which there are few at a time.
 */
final class CloseAccounts {
  private static final Holders NOBODY = new Holders();

  private final Map<Integer, Slack> slacks = new HashMap<>();
  private Holders[] holders = new Holders[0];

  /** What all holdings of one account draw on. */
  private static final class Slack {
    final int account;
    double equity;
    double lowest;
    double highest;

    /** What the sizes of all that is summed up exceed equity by; no price changes it. */
    double owed;

    Slack(int account) {
      this.account = account;
    }

    boolean isSure() {
      return Math.min(equity - lowest, highest - equity) > Laying.SURE * (equity + owed);
    }
  }

  /** Those who hold one symbol, side by side: every tick of it passes all of them. */
  private static final class Holders {
    /** A term of a holding: its quantity, and the equity that its line demands and allows. */
    static final int QUANTITY = 0;

    static final int DEMANDED = 1;
    static final int ALLOWED = 2;
    static final int TERMS = 3;

    private Slack[] slacks = new Slack[4];
    private double[] terms = new double[4 * TERMS];
    private int size;

    void add(Slack slack, double quantity, double up, double down) {
      if (size == slacks.length) {
        slacks = Arrays.copyOf(slacks, 2 * size);
        terms = Arrays.copyOf(terms, 2 * size * TERMS);
      }
      var at = size * TERMS;
      slacks[size++] = slack;
      terms[at + QUANTITY] = quantity;
      terms[at + DEMANDED] = quantity / up;
      terms[at + ALLOWED] = down > 0 ? quantity / down : Double.POSITIVE_INFINITY;
    }

    void remove(Slack slack) {
      var at = 0;
      while (slacks[at] != slack) {
        at++;
      }
      size--;
      slacks[at] = slacks[size];
      System.arraycopy(terms, size * TERMS, terms, at * TERMS, TERMS);
    }

    void tick(double before, double now, Triggers.Crossing crossing) {
      for (var i = 0; i < size; i++) {
        var slack = slacks[i];
        var at = i * TERMS;
        slack.equity += terms[at + QUANTITY] * (now - before);
        slack.lowest = Math.max(slack.lowest, terms[at + DEMANDED] * now);
        slack.highest = Math.min(slack.highest, terms[at + ALLOWED] * now);
        if (!slack.isSure()) {
          crossing.crossed(slack.account);
        }
      }
    }
  }

  /** Begins to follow an account; {@link #refresh} has to follow. */
  void add(int account, int[] cells) {
    var slack = new Slack(account);
    slacks.put(account, slack);
    addHoldings(slack, cells);
  }

  private void addHoldings(Slack slack, int[] cells) {
    for (var i = 0; i < Cells.positions(cells); i++) {
      var at = Cells.position(cells, i);
      holders(cells[at + Cells.SYMBOL])
          .add(
              slack,
              Cells.get(cells, at + Cells.QUANTITY),
              Cells.get(cells, at + Cells.UP),
              Cells.get(cells, at + Cells.DOWN));
    }
  }

  private Holders holders(int symbol) {
    if (symbol >= holders.length) {
      var before = holders.length;
      holders = Arrays.copyOf(holders, symbol + 1 + (symbol >> 1));
      Arrays.fill(holders, before, holders.length, NOBODY);
    }
    if (holders[symbol] == NOBODY) {
      holders[symbol] = new Holders();
    }
    return holders[symbol];
  }

  /** Other quantities or bounds of the same symbols. */
  void change(int account, int[] cells) {
    var slack = requireNonNull(slacks.get(account));
    removeHoldings(slack, cells);
    addHoldings(slack, cells);
  }

  private void removeHoldings(Slack slack, int[] cells) {
    for (var i = 0; i < Cells.positions(cells); i++) {
      var symbol = cells[Cells.position(cells, i) + Cells.SYMBOL];
      holders[symbol].remove(slack);
      if (holders[symbol].size == 0) {
        holders[symbol] = NOBODY;
      }
    }
  }

  /** Follows an account no longer, if it did; its symbols are those that it was added with. */
  void remove(int account, int[] cells) {
    var slack = slacks.remove(account);
    if (slack != null) {
      removeHoldings(slack, cells);
    }
  }

  /** An account that is followed was looked at: so it stands now. */
  void refresh(int account, double equity, double gross, double lowest, double highest) {
    var slack = requireNonNull(slacks.get(account));
    slack.equity = equity;
    slack.owed = gross - equity;
    slack.lowest = lowest;
    slack.highest = highest;
  }

  /** Takes in a price and names whom it may have carried past a bound; how many it concerned. */
  int tick(int symbol, double before, double now, Triggers.Crossing crossing) {
    if (symbol >= holders.length) {
      return 0;
    }
    holders[symbol].tick(before, now, crossing);
    return holders[symbol].size;
  }
}
