package io.evenkeel.core.approval;

import io.evenkeel.core.rebalance.SleeveChange;

/**
 * An Allocation Change Request: the transaction that opens, changes or closes a model sleeve.
 *
 * @param acrId a function of request, account and model
 */
public record Acr(
    String acrId, String requestId, String accountId, SleeveChange change, Source source) {
  /** What asked for it. */
  public enum Source {
    REBALANCE,
    CASH_MOVEMENT,
    MANUAL
  }

  /** Where an ACR stands. */
  public enum State {
    PROPOSED,
    APPROVED,
    SUBMITTED,
    COMPLETED,
    FAILED,
    CANCELED,
    EXPIRED,
    REJECTED
  }
}
