package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.tax.GroupSale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one proposal of the account that waits for approval.
 *
 * @param source what asked for it
 * @param scope what it was built for
 * @param replacesBatchId the batch that was canceled for it; {@code null} where it replaces none
 * @param groupSales that it was built without buying, as its request asked
 */
public record PendingProposal(
    Proposal proposal,
    Acr.Source source,
    BuildScope scope,
    @Nullable String replacesBatchId,
    List<GroupSale> groupSales) {
  public PendingProposal {
    groupSales = List.copyOf(groupSales);
  }

  /** Whether approving it acknowledges target, switching on and models: a rebalance does. */
  boolean acknowledges() {
    return scope instanceof BuildScope.WholeAccount;
  }

  public String requestId() {
    return proposal.requestId();
  }
}
