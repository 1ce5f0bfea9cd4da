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
  private static final Holding[] NONE = {};

  private final Map<Integer, Holding[]> accounts = new HashMap<>();
  private Holding[][] holders = new Holding[0][];
  private int[] sizes = new int[0];

  /** What all holdings of one account draw on. */
  private static final class Slack {
    double equity;
    double lowest;
    double highest;

    /** What the sizes of all that is summed up exceed equity by; no price changes it. */
    double owed;

    boolean isSure() {
      return Math.min(equity - lowest, highest - equity) > Laying.SURE * (equity + owed);
    }
  }

  /** One position: its quantity, and the equity that its line demands and allows per dollar. */
  private static final class Holding {
    final int account;
    final int symbol;
    final Slack slack;
    double quantity;
    double demanded;
    double allowed;

    Holding(int account, int symbol, Slack slack) {
      this.account = account;
      this.symbol = symbol;
      this.slack = slack;
    }

    boolean moves(double before, double now) {
      slack.equity += quantity * (now - before);
      slack.lowest = Math.max(slack.lowest, demanded * now);
      slack.highest = Math.min(slack.highest, allowed * now);
      return slack.isSure();
    }
  }

  /** Begins to follow an account; {@link #refresh} has to follow. */
  void add(int account, int[] cells) {
    var slack = new Slack();
    var held = new Holding[Cells.positions(cells)];
    for (var i = 0; i < held.length; i++) {
      held[i] = new Holding(account, cells[Cells.position(cells, i) + Cells.SYMBOL], slack);
      add(held[i]);
    }
    accounts.put(account, held);
    change(account, cells);
  }

  /** Other quantities or bounds of the same symbols. */
  void change(int account, int[] cells) {
    var held = accounts.getOrDefault(account, NONE);
    for (var i = 0; i < held.length; i++) {
      var at = Cells.position(cells, i);
      var quantity = (double) Cells.get(cells, at + Cells.QUANTITY);
      var down = Cells.get(cells, at + Cells.DOWN);
      held[i].quantity = quantity;
      held[i].demanded = quantity / Cells.get(cells, at + Cells.UP);
      held[i].allowed = down > 0 ? quantity / down : Double.POSITIVE_INFINITY;
    }
  }

  private void add(Holding holding) {
    var symbol = holding.symbol;
    if (symbol >= sizes.length) {
      var before = sizes.length;
      sizes = Arrays.copyOf(sizes, symbol + 1 + (symbol >> 1));
      holders = Arrays.copyOf(holders, sizes.length);
      Arrays.fill(holders, before, sizes.length, NONE);
    }
    if (sizes[symbol] == holders[symbol].length) {
      holders[symbol] = Arrays.copyOf(holders[symbol], sizes[symbol] + 4 + (sizes[symbol] >> 1));
    }
    holders[symbol][sizes[symbol]++] = holding;
  }

  void remove(int account) {
    for (var holding : accounts.getOrDefault(account, NONE)) {
      var among = holders[holding.symbol];
      var at = 0;
      while (among[at] != holding) {
        at++;
      }
      among[at] = among[--sizes[holding.symbol]];
    }
    accounts.remove(account);
  }

  /** An account that is followed was looked at: so it stands now. */
  void refresh(int account, double equity, double gross, double lowest, double highest) {
    var slack = requireNonNull(accounts.get(account))[0].slack;
    slack.equity = equity;
    slack.owed = gross - equity;
    slack.lowest = lowest;
    slack.highest = highest;
  }

  /** Takes in a price and names whom it may have carried past a bound; how many it concerned. */
  int tick(int symbol, double before, double now, Triggers.Crossing crossing) {
    if (symbol >= sizes.length) {
      return 0;
    }
    for (var i = 0; i < sizes[symbol]; i++) {
      var holding = holders[symbol][i];
      if (!holding.moves(before, now)) {
        crossing.crossed(holding.account);
      }
    }
    return sizes[symbol];
  }
}
