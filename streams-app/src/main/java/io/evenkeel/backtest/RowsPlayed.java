package io.evenkeel.backtest;

/** Is told how far a backtest is. */
@FunctionalInterface
public interface RowsPlayed {
  /** So many rows are played, of so many. */
  void at(long rows, long of);
}
