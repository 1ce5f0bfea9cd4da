package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of securities from what is held and quoted. Whatever forbids a trade starts here. */
final class Assets {
  private Assets() {}

  /** {@code null} where there is no good price, which {@code prices} remembers. */
  static @Nullable Asset of(Ledger ledger, String sleeveId, String securityId, List<Holding> held) {
    var prices = ledger.prices();
    var limits = ledger.input().limits();
    var price = prices.of(securityId);
    return price == null
        ? null
        : new Asset(
            sleeveId,
            prices.security(securityId),
            price,
            quantity(securityId, held),
            limits.mayBuy(securityId),
            limits.maySell(securityId));
  }

  /** Whether there is something to trade: it is held, or may be bought. */
  static boolean isTradable(Ledger ledger, String securityId, List<Holding> held) {
    return isHeld(securityId, held) || ledger.input().limits().mayBuy(securityId);
  }

  static boolean isHeld(String securityId, List<Holding> held) {
    return quantity(securityId, held).signum() > 0;
  }

  private static Quantity quantity(String securityId, List<Holding> held) {
    for (var holding : held) {
      if (holding.securityId().equals(securityId)) {
        return holding.quantity();
      }
    }
    return Quantity.ZERO;
  }

  static TradeLine line(String name, Asset asset, Rational floor, Edges edges, Side side) {
    return new TradeLine(name, asset, Stake.of(asset), floor, edges, side);
  }
}
