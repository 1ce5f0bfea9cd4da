package io.evenkeel.core.rebalance;

import io.evenkeel.core.rebalance.BuildResult.Failed;

/** What was built, before it is settled and checked. */
sealed interface Draft {
  /** Possibly nothing. */
  record Plan(TradePlan trades) implements Draft {}

  record Refused(Failed failed) implements Draft {}

  static Draft of(Ledger ledger, AccountBuild build) {
    var missing = ledger.prices().missing();
    return missing.isEmpty()
        ? new Plan(build.plan(ledger.managed().sleeveId()))
        : refused(
            IssueCode.UNCHECKABLE,
            "No good price is known of "
                + String.join(", ", missing)
                + "; build again once it is.");
  }

  static Draft refused(IssueCode code, String sentence) {
    return new Refused(new Failed(code, sentence));
  }
}
