package io.evenkeel.backtest;

/** A file that a backtest cannot be run with; one sentence that names the place and the fix. */
public final class BacktestFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BacktestFault(String sentence) {
    super(sentence);
  }
}
