package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Proposal;

/**
 * The one proposal of the account that waits for approval.
 *
 * @param source what asked for it
 * @param acknowledges whether approving it acknowledges target, switching on and models: true of a
 *     rebalance, false of a manual allocation or liquidation
 */
public record PendingProposal(Proposal proposal, Acr.Source source, boolean acknowledges) {
  public String requestId() {
    return proposal.requestId();
  }
}
