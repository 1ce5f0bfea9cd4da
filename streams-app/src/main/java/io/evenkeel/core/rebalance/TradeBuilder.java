package io.evenkeel.core.rebalance;

import io.evenkeel.core.rebalance.BuildResult.Failed;
import io.evenkeel.core.rebalance.BuildResult.NoTrades;
import io.evenkeel.core.rebalance.BuildResult.Proposed;
import io.evenkeel.core.rebalance.BuildScope.AllocateSleeve;
import io.evenkeel.core.rebalance.BuildScope.LiquidateSleeve;

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
    if (input.scope() instanceof AllocateSleeve allocation) {
      return ManualScope.allocate(ledger, allocation);
    }
    if (input.scope() instanceof LiquidateSleeve liquidation) {
      return ManualScope.liquidate(ledger, liquidation);
    }
    return result(ledger, AccountLevel.build(ledger));
  }

  /** What is proposed of a build, if it may be. */
  static BuildResult result(Ledger ledger, AccountBuild build) {
    var missing = ledger.prices().missing();
    if (!missing.isEmpty()) {
      return new Failed(
          IssueCode.UNCHECKABLE,
          "No good price is known of " + String.join(", ", missing) + "; build again once it is.");
    }
    if (build.managed().isOverdrawn()) {
      return new Failed(
          IssueCode.INSUFFICIENT_CASH,
          "Cash of the MANAGED sleeve would be "
              + LotRounding.money(build.managed().cash())
              + ", and nothing is left that could be sold for it.");
    }
    var refused = MarginRules.refusal(ledger, build);
    if (refused != null) {
      return refused;
    }
    var plan = build.plan(ledger.managed().sleeveId());
    return plan.isEmpty() ? new NoTrades() : new Proposed(plan);
  }
}
