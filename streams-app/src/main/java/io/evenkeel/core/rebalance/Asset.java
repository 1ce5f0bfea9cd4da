package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Security;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.BigInteger;

/** What a line inside a sleeve trades: a security at a price, of which so much is held. */
record Asset(
    String sleeveId,
    Security security,
    Price price,
    Quantity held,
    boolean mayBuy,
    boolean maySell) {

  Rational lotValue() {
    return Dollars.worth(security.lot(), price);
  }

  BigInteger heldLots() {
    return LotRounding.truncated(held.exact(), security.lot().exact());
  }

  Rational value() {
    return Dollars.worth(held, price);
  }

  /** The order for what was decided; it must not be nothing. */
  PlannedOrder order(TradeLine line) {
    var net = line.net();
    var units =
        net.exit()
            ? held
            : new Quantity(LotRounding.units(net.lots().abs(), security.lot().units()));
    return new PlannedOrder(
        line.name(),
        sleeveId,
        security.securityId(),
        net.buys() ? TradeSide.BUY : TradeSide.SELL,
        units,
        price,
        LotRounding.money(line.cashAt(net).abs()),
        !net.buys() && units.equals(held));
  }
}
