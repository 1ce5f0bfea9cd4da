package io.evenkeel.pipeline.wire;

import io.evenkeel.core.book.CustodianPositions;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Totals;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.schemas.CustodianHolding;
import java.util.TreeMap;
import java.util.function.Function;

/** Topic {@code custodian-positions}. */
public final class CustodianPositionsWire {
  private CustodianPositionsWire() {}

  /** Refuses a security that stands twice, and money other than dollars. */
  public static CustodianPositions read(
      String accountId, io.evenkeel.schemas.CustodianPositions wire) {
    if (!wire.getCurrency().equals("USD")) {
      throw new IllegalArgumentException(
          "currency " + wire.getCurrency() + " is not supported; send custodian positions in USD");
    }
    var cash =
        new Money(wire.getSettledCash())
            .plus(new Money(wire.getUnsettledReceivable()))
            .minus(new Money(wire.getUnsettledPayable()));
    var securities = new TreeMap<String, Quantity>();
    for (var holding : wire.getHoldings()) {
      var id = Texts.required(holding.getSecurityId(), "securityId");
      if (securities.put(id, new Quantity(holding.getQuantity())) != null) {
        throw new IllegalArgumentException(id + " stands twice; sum its quantities");
      }
    }
    return new CustodianPositions(
        accountId, wire.getAsOf(), wire.getExecutionsThrough(), Totals.of(cash, securities));
  }

  /** What a custodian says that has booked just what the sleeves have. */
  public static io.evenkeel.schemas.CustodianPositions agreeing(Positions positions) {
    var securities = new TreeMap<>(Totals.of(positions).lines());
    securities.remove(Totals.CASH);
    return io.evenkeel.schemas.CustodianPositions.newBuilder()
        .setAsOf(positions.asOf())
        .setExecutionsThrough(positions.executionsThrough())
        .setCurrency(positions.currency())
        .setSettledCash(sum(positions, Sleeve::settledCash).dollars())
        .setUnsettledReceivable(sum(positions, Sleeve::receivable).dollars())
        .setUnsettledPayable(sum(positions, Sleeve::payable).dollars())
        .setHoldings(
            securities.entrySet().stream()
                .map(held -> new CustodianHolding(held.getKey(), held.getValue().units()))
                .toList())
        .build();
  }

  private static Money sum(Positions positions, Function<Sleeve, Money> part) {
    return positions.sleeves().stream().map(part).reduce(Money.ZERO, Money::plus);
  }
}
