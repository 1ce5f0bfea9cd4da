package io.evenkeel.core.account;

import io.evenkeel.core.account.CashMovements.Gathered;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.CashFlow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose the cash in FUNDING is. */
final class CashClaims {
  private CashClaims() {}

  /**
   * What others have a claim to when a run is built: withdrawals that are gathered and not paid
   * out, and, where it is a withdrawal itself, deposits that wait to be invested.
   */
  static CashFlow claiming(CashMovements movements, CashRun run) {
    var flow = movements.movementOf(run).flow();
    var others = sum(movements.gathered());
    for (var other : movements.runs()) {
      if (!flow.isDeposit() && other.state() == CashRun.State.PROCESSING) {
        var waiting = movements.movementOf(other).flow();
        others = waiting.isDeposit() ? others.plus(waiting.amount()) : others;
      }
    }
    return flow.withReserved(others);
  }

  static Money sum(List<Gathered> gathered) {
    return gathered.stream().map(Gathered::amount).reduce(Money.ZERO, Money::plus);
  }

  /**
   * What is still to be paid out once FUNDING went from one snapshot to the next. Nobody tells
   * which payment it was that left, so the oldest that fit what left are taken for it; and what
   * FUNDING does not have any more has left.
   *
   * @param invested of deposits whose transfer out of FUNDING the snapshot may have booked
   */
  static List<Gathered> left(
      List<Gathered> gathered,
      @Nullable Positions before,
      @Nullable Positions after,
      Money invested) {
    var has = cash(after);
    var fell = cash(before).minus(has);
    var unexplained = fell.compareTo(invested) >= 0 ? fell.minus(invested) : fell;
    var left = new ArrayList<Gathered>();
    for (var each : gathered) {
      if (each.amount().compareTo(unexplained) <= 0) {
        unexplained = unexplained.minus(each.amount());
      } else {
        left.add(each);
      }
    }
    while (sum(left).compareTo(has) > 0) {
      left.remove(0);
    }
    return left;
  }

  static Money cash(@Nullable Positions positions) {
    return positions == null
        ? Money.ZERO
        : positions.funding().map(Sleeve::cash).orElse(Money.ZERO);
  }
}
