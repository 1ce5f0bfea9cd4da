package io.evenkeel.pipeline;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.approval.ReleaseState;
import io.evenkeel.core.approval.ReleasedBatch;
import io.evenkeel.core.approval.RequestAccountState;
import io.evenkeel.core.approval.RequestState;
import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.limits.AccountUse;
import io.evenkeel.core.limits.LimitHalt;
import io.evenkeel.core.limits.Spending;
import io.evenkeel.core.limits.WaitingRelease;
import io.evenkeel.pipeline.market.Fence;
import io.evenkeel.pipeline.state.EarlierSchemas;
import io.evenkeel.pipeline.state.Packing;

/**
 * How each store's values are packed. What earlier releases packed is read through their schemas,
 * which are kept as resources.
 */
public final class StatePackings {
  static final Packing<AccountBook> BOOKS = packing(AccountBook.class);
  static final Packing<Fence> FENCES = packing(Fence.class);
  static final Packing<RequestState> REQUESTS = packing(RequestState.class);
  static final Packing<RequestAccountState> REQUEST_ACCOUNTS = packing(RequestAccountState.class);
  static final Packing<ReleaseState> RELEASE_NUMBERS = packing(ReleaseState.class);
  static final Packing<ReleasedBatch> RELEASED_BATCHES = packing(ReleasedBatch.class);
  static final Packing<Spending> RELEASE_SPENDING = packing(Spending.class);
  static final Packing<AccountUse> RELEASE_ACCOUNTS = packing(AccountUse.class);
  static final Packing<LimitHalt> RELEASE_HALTS = packing(LimitHalt.class);
  static final Packing<WaitingRelease> RELEASE_WAITING = packing(WaitingRelease.class);

  /** Of what tasks remember of the audit, which whoever verifies it reads too. */
  public static final Packing<AuditHead> AUDIT_HEADS = packing(AuditHead.class);

  private StatePackings() {}

  private static <T> Packing<T> packing(Class<T> type) {
    return Packing.of(type, EarlierSchemas.of(type));
  }
}
