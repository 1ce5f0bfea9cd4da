package io.evenkeel.core.history;

import java.util.List;

/** How far the orders of an account, or of a request, are filled. */
public enum FillStatus {
  /** Nothing is filled yet, or there is nothing to fill. */
  NONE,
  /** Something is filled, not everything. */
  PARTIAL,
  /** Every order is filled. */
  FILLED,
  /** Nothing is filled, and nothing will be: every order was rejected, canceled or expired. */
  REJECTED;

  /** The summary of these orders. */
  public static FillStatus of(List<OrderFill> fills) {
    var filled = count(fills, f -> f.state() == OrderFill.State.FILLED);
    var touched = count(fills, f -> f.filled().signum() > 0) - filled;
    var rejected = count(fills, f -> f.isTerminal() && f.filled().signum() == 0);
    return of(fills.size() - filled - touched - rejected, touched, filled, rejected);
  }

  /** The summary of so many parts that are each filled so far. */
  public static FillStatus of(int none, int partial, int filled, int rejected) {
    if (partial > 0 || filled > 0) {
      return none + partial + rejected == 0 ? FILLED : PARTIAL;
    }
    return none == 0 && rejected > 0 ? REJECTED : NONE;
  }

  private static int count(List<OrderFill> fills, java.util.function.Predicate<OrderFill> which) {
    return (int) fills.stream().filter(which).count();
  }
}
