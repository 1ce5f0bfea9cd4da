package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.rebalance.BuildScope;
import org.jspecify.annotations.Nullable;

/**
 * The one proposal of the account that waits for approval.
 *
 * @param source what asked for it
 * @param scope what it was built for
 * @param replacesBatchId the batch that was canceled for it; {@code null} where it replaces none
 */
public record PendingProposal(
    Proposal proposal, Acr.Source source, BuildScope scope, @Nullable String replacesBatchId) {
  /** Whether approving it acknowledges target, switching on and models: a rebalance does. */
  boolean acknowledges() {
    return scope instanceof BuildScope.WholeAccount;
  }

  public String requestId() {
    return proposal.requestId();
  }
}
