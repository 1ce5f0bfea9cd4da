package io.evenkeel.simulation;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Positions once something happened that nobody traded. */
final class Snapshots {
  private Snapshots() {}

  static Positions paid(Positions before, Money dividend, Instant at) {
    return next(
        before,
        at,
        sleeve ->
            sleeve.kind() == Sleeve.Kind.MANAGED
                ? with(sleeve, sleeve.settledCash().plus(dividend), sleeve.holdings())
                : sleeve);
  }

  static Positions split(Positions before, String security, int by, Instant at) {
    return next(
        before,
        at,
        sleeve ->
            with(
                sleeve,
                sleeve.settledCash(),
                sleeve.holdings().stream()
                    .map(h -> h.securityId().equals(security) ? times(h, by) : h)
                    .toList()));
  }

  /** The same, which say that they know of executions up to then. */
  static Positions through(Positions positions, Instant executed) {
    var before = positions.executionsThrough();
    return new Positions(
        positions.accountId(),
        positions.version(),
        positions.asOf(),
        positions.feed(),
        before == null || before.isBefore(executed) ? executed : before,
        positions.sleeves());
  }

  private static Positions next(Positions before, Instant at, UnaryOperator<Sleeve> change) {
    return new Positions(
        before.accountId(),
        before.version() + 1,
        at,
        before.feed(),
        before.executionsThrough(),
        before.sleeves().stream().map(change).toList());
  }

  private static Sleeve with(Sleeve sleeve, Money cash, List<Holding> holdings) {
    return new Sleeve(
        sleeve.sleeveId(),
        sleeve.kind(),
        sleeve.modelId(),
        cash,
        sleeve.receivable(),
        sleeve.payable(),
        holdings);
  }

  private static Holding times(Holding holding, int by) {
    var quantity = holding.quantity().units().multiply(new BigDecimal(by));
    return new Holding(holding.securityId(), new Quantity(quantity), List.of());
  }
}
