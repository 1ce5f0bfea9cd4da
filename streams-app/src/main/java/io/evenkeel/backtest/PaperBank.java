package io.evenkeel.backtest;

import io.evenkeel.core.money.Money;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import java.util.HashSet;
import java.util.Set;

/**
 * The client's bank in a backtest: pays a deposit into FUNDING as soon as it is due, and takes a
 * withdrawal out once it is complete.
 */
final class PaperBank {
  private final Set<String> paid = new HashSet<>();

  /** What moves into FUNDING now, once per run; negative where it leaves, 0 where nothing does. */
  Money moved(CashMovementRun run) {
    var amount = new Money(run.getAmount());
    var isDeposit = run.getDirection() == CashMovementDirection.DEPOSIT;
    var isDue =
        isDeposit
            ? run.getStatus() == CashMovementStatus.PROCESSING && run.getRequestId() == null
            : run.getStatus() == CashMovementStatus.COMPLETED;
    if (!isDue || !paid.add(run.getRunId())) {
      return Money.ZERO;
    }
    return isDeposit ? amount : amount.negate();
  }
}
