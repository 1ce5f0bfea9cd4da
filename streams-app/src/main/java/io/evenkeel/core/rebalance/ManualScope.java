package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.rebalance.BuildScope.AllocateSleeve;
import io.evenkeel.core.rebalance.BuildScope.LiquidateSleeve;
import java.util.List;

/** Builds of one sleeve alone: the rest of the account is left as it is. */
final class ManualScope {
  private ManualScope() {}

  static Draft draft(Ledger ledger) {
    var scope = ledger.input().scope();
    if (scope instanceof AllocateSleeve allocation) {
      return allocate(ledger, allocation);
    }
    if (scope instanceof LiquidateSleeve liquidation) {
      return liquidate(ledger, liquidation);
    }
    throw new IllegalArgumentException("not the scope of one sleeve: " + scope);
  }

  /** So much of MANAGED's cash goes into a sleeve, which is then built as in any other build. */
  private static Draft allocate(Ledger ledger, AllocateSleeve scope) {
    var sleeve = ledger.modelSleeve(scope.modelId());
    var floor = ledger.input().settings().floor();
    if (sleeve == null || !sleeve.isWanted()) {
      return Draft.refused(
          IssueCode.MODEL_NOT_IN_TARGET,
          "Model " + scope.modelId() + " is not in the account's target; add it there first.");
    }
    if (scope.amount().signum() != 0 && scope.amount().compareTo(floor) < 0) {
      return Draft.refused(
          IssueCode.INSUFFICIENT_CASH,
          "An allocation is nothing or at least %s, not %s.".formatted(floor, scope.amount()));
    }
    if (scope.amount().compareTo(ledger.managed().cash()) > 0 && scope.amount().signum() > 0) {
      return Draft.refused(
          IssueCode.INSUFFICIENT_CASH,
          "The MANAGED sleeve has %s of cash, less than the %s to be allocated."
              .formatted(ledger.managed().cash(), scope.amount()));
    }
    return alone(ledger, SleeveLevel.receive(ledger, sleeve, Dollars.of(scope.amount())));
  }

  /** A sleeve is sold whole, and its cash goes to MANAGED. */
  private static Draft liquidate(Ledger ledger, LiquidateSleeve scope) {
    var sleeve = ledger.modelSleeve(scope.modelId());
    if (sleeve == null || sleeve.sleeve() == null) {
      return Draft.refused(
          IssueCode.SLEEVE_UNKNOWN, "The account has no sleeve of model " + scope.modelId() + ".");
    }
    var kept = unsellable(sleeve.sleeve(), ledger.input().limits());
    if (!kept.isEmpty()) {
      return Draft.refused(
          IssueCode.RESTRICTED,
          "The sleeve of model %s cannot be sold whole: %s"
              .formatted(scope.modelId(), String.join(" ", kept)));
    }
    return alone(
        ledger,
        sleeve.isEmpty()
            ? SleeveLevel.receive(ledger, sleeve, Dollars.NONE)
            : SleeveLevel.close(ledger, sleeve));
  }

  /** A sentence for each limit that keeps a holding from being sold. */
  private static List<String> unsellable(Sleeve sleeve, Limits limits) {
    return sleeve.holdings().stream()
        .filter(holding -> holding.quantity().signum() > 0)
        .flatMap(holding -> limits.of(holding.securityId()).stream())
        .filter(Limit::forbidsSelling)
        .map(Limit::sentence)
        .toList();
  }

  private static Draft alone(Ledger ledger, SleeveBuild build) {
    var managed = new Level(List.of(), Dollars.NONE, Edges.SPARE_CASH, Side.NONE, false, null);
    return Draft.of(ledger, new AccountBuild(managed, List.of(build)));
  }
}
