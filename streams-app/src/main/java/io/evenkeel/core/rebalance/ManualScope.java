package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope.AllocateSleeve;
import io.evenkeel.core.rebalance.BuildScope.LiquidateSleeve;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
          "An allocation is nothing or at least %s, not %s."
              .formatted(floor.inWords(), scope.amount().inWords()));
    }
    if (scope.amount().compareTo(ledger.managed().cash()) > 0 && scope.amount().signum() > 0) {
      return Draft.refused(
          IssueCode.INSUFFICIENT_CASH,
          "The MANAGED sleeve has %s of cash, less than the %s to be allocated."
              .formatted(ledger.managed().cash().inWords(), scope.amount().inWords()));
    }
    var undone = scope.forced() ? null : undone(ledger, sleeve, scope);
    return undone == null
        ? alone(ledger, SleeveLevel.receive(ledger, sleeve, Dollars.of(scope.amount())))
        : undone;
  }

  /**
   * What a rebalance would take back: more than the band of the sleeve has room for. The smallest
   * allocation, which is made to build a sleeve, is let through.
   */
  private static @Nullable Draft undone(Ledger ledger, ModelSleeve sleeve, AllocateSleeve scope) {
    var line = sleeve.line();
    if (line == null || scope.amount().compareTo(ledger.input().settings().floor()) <= 0) {
      return null;
    }
    var edges =
        Edges.around(
            line.weight(),
            line.thresholds(),
            line.precisions(),
            ledger.hysteresis(),
            ledger.equity());
    var room = edges.high().minus(sleeve.equity()).max(Dollars.NONE);
    return Dollars.of(scope.amount()).isGreaterThan(room)
        ? Draft.refused(
            IssueCode.WOULD_BE_UNDONE,
            "The target would undo it: sleeve %s would be worth %s, and its band ends at %s. Allocate at most %s, raise its weight in the target, or force the allocation."
                .formatted(
                    scope.modelId(),
                    Money.rounded(sleeve.equity().plus(Dollars.of(scope.amount()))).inWords(),
                    Money.rounded(edges.high()).inWords(),
                    new Money(room.toDecimal(2, RoundingMode.DOWN)).inWords()))
        : null;
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
