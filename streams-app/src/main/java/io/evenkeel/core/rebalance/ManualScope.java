package io.evenkeel.core.rebalance;

import io.evenkeel.core.drift.Side;
import io.evenkeel.core.rebalance.BuildResult.Failed;
import io.evenkeel.core.rebalance.BuildScope.AllocateSleeve;
import io.evenkeel.core.rebalance.BuildScope.LiquidateSleeve;
import java.util.List;

/** Builds of one sleeve alone: the rest of the account is left as it is. */
final class ManualScope {
  private ManualScope() {}

  /** So much of MANAGED's cash goes into a sleeve, which is then built as in any other build. */
  static BuildResult allocate(Ledger ledger, AllocateSleeve scope) {
    var sleeve = ledger.modelSleeve(scope.modelId());
    if (sleeve == null || !sleeve.isWanted()) {
      return new Failed(
          IssueCode.MODEL_NOT_IN_TARGET,
          "Model " + scope.modelId() + " is not in the account's target; add it there first.");
    }
    var amount = Dollars.of(scope.amount());
    if (amount.isGreaterThan(Dollars.of(ledger.managed().cash()))) {
      return new Failed(
          IssueCode.INSUFFICIENT_CASH,
          "The MANAGED sleeve has %s of cash, less than the %s to be allocated."
              .formatted(ledger.managed().cash(), scope.amount()));
    }
    var isBelowFloor = amount.isLessThan(Dollars.of(ledger.input().settings().floor()));
    if (amount.signum() < 0 || amount.signum() > 0 && isBelowFloor) {
      return new Failed(
          IssueCode.INSUFFICIENT_CASH,
          "An allocation is nothing or at least %s, not %s."
              .formatted(ledger.input().settings().floor(), scope.amount()));
    }
    return of(ledger, SleeveLevel.receive(ledger, sleeve, amount));
  }

  /** A sleeve is sold whole, and its cash goes to MANAGED. */
  static BuildResult liquidate(Ledger ledger, LiquidateSleeve scope) {
    var sleeve = ledger.modelSleeve(scope.modelId());
    if (sleeve == null || sleeve.sleeve() == null) {
      return new Failed(
          IssueCode.SLEEVE_UNKNOWN, "The account has no sleeve of model " + scope.modelId() + ".");
    }
    return sleeve.isEmpty()
        ? new BuildResult.NoTrades()
        : of(ledger, SleeveLevel.close(ledger, sleeve));
  }

  private static BuildResult of(Ledger ledger, SleeveBuild build) {
    var cash = Dollars.of(ledger.managed().cash()).minus(build.transfer());
    var managed = new Level(List.of(), cash, Edges.SPARE_CASH, Side.NONE, needsCash(build), null);
    return TradeBuilder.result(ledger, new AccountBuild(managed, List.of(build)));
  }

  /** MANAGED is not to be blamed for a debit that it had before and that this does not deepen. */
  private static boolean needsCash(SleeveBuild build) {
    return build.transfer().signum() > 0;
  }
}
