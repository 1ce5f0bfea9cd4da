package io.evenkeel.backtest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * One day of prices.
 *
 * @param ticks of the symbols that have a new price, in the order of the columns
 */
record PriceRow(LocalDate date, List<Tick> ticks) {
  PriceRow {
    ticks = List.copyOf(ticks);
  }

  /**
   * One cell.
   *
   * @param price dollars a share, above 0, at most 6 decimals
   */
  record Tick(String symbol, BigDecimal price) {}
}
