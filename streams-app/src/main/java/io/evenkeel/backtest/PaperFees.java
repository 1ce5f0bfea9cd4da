package io.evenkeel.backtest;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.TradeSide;

/**
 * What the custodian of a backtest charges.
 *
 * @param perOrder dollars for each order that is filled, at least 0
 * @param ofSales share of what a sale brings, at least 0
 */
record PaperFees(Money perOrder, Rational ofSales) {
  static PaperFees of(Configuration configuration) {
    return new PaperFees(
        configuration.get(Keys.BACKTEST_ORDER_FEE), configuration.get(Keys.BACKTEST_SALE_FEE));
  }

  /** To the cent, half-even. */
  Money of(Fill fill) {
    return fill.side() == TradeSide.SELL
        ? perOrder.plus(Money.rounded(fill.cash().exact().times(ofSales)))
        : perOrder;
  }
}
