package io.evenkeel.core.rebalance;

import io.evenkeel.core.money.Money;

/** What a build is asked to build. */
public sealed interface BuildScope {
  /** A rebalance: every line of the account. */
  record WholeAccount() implements BuildScope {}

  /**
   * A manual allocation: so much more capital for one model sleeve, from MANAGED cash.
   *
   * @param forced whether it is made although the account's target would undo it
   */
  record AllocateSleeve(String modelId, Money amount, boolean forced) implements BuildScope {
    public AllocateSleeve(String modelId, Money amount) {
      this(modelId, amount, false);
    }
  }

  /** A manual liquidation: the sleeve is sold and its cash goes to MANAGED. */
  record LiquidateSleeve(String modelId) implements BuildScope {}

  /**
   * A deposit or a withdrawal: a flow between the FUNDING sleeve and the rest of the account.
   *
   * @param runId of the movement, or of the run of a recurring one
   */
  record CashMovement(String runId, CashFlow flow) implements BuildScope {}
}
