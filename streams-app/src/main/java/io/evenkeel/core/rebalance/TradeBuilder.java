package io.evenkeel.core.rebalance;

import io.evenkeel.core.rebalance.BuildResult.Failed;
import io.evenkeel.core.rebalance.BuildResult.NoTrades;
import io.evenkeel.core.rebalance.BuildResult.Proposed;
import io.evenkeel.core.rebalance.BuildScope.CashMovement;
import io.evenkeel.core.rebalance.BuildScope.WholeAccount;
import org.jspecify.annotations.Nullable;

/** Builds the trades that bring one account to its target. */
public final class TradeBuilder {
  private TradeBuilder() {}

  /** The same input gives the same result. */
  public static BuildResult build(BuildInput input) {
    var refused = MarginRules.refusal(input);
    if (refused != null) {
      return refused;
    }
    var ledger = new Ledger(input);
    var draft = draft(ledger);
    if (draft instanceof Draft.Refused refusal) {
      return refusal.failed();
    }
    return draft instanceof Draft.Plan plan ? checked(ledger, plan.trades()) : new NoTrades();
  }

  private static Draft draft(Ledger ledger) {
    var scope = ledger.input().scope();
    if (scope instanceof CashMovement movement) {
      return FlowDraft.draft(ledger, movement.flow());
    }
    return scope instanceof WholeAccount ? Settlement.settled(ledger) : ManualScope.draft(ledger);
  }

  private static BuildResult checked(Ledger before, TradePlan plan) {
    var after = plan.isEmpty() ? before : new Ledger(Afterwards.of(before.input(), plan));
    var refused = overdraft(before, after);
    if (refused == null) {
      refused = MarginRules.refusal(before, after);
    }
    if (refused != null) {
      return refused;
    }
    return plan.isEmpty() ? new NoTrades() : new Proposed(plan);
  }

  /**
   * A debit of MANAGED that a build of one sleeve finds there and does not deepen is not its own.
   */
  private static @Nullable Failed overdraft(Ledger before, Ledger after) {
    var cash = after.managed().cash();
    var isOwn =
        before.input().scope() instanceof WholeAccount
            || cash.compareTo(before.managed().cash()) < 0;
    return cash.signum() < 0 && isOwn
        ? new Failed(
            IssueCode.INSUFFICIENT_CASH,
            "Cash of the MANAGED sleeve would be %s, and nothing that may be sold for it comes to the smallest trade."
                .formatted(cash.inWords()))
        : null;
  }
}
