package io.evenkeel.simulation;

import static io.evenkeel.simulation.Grafting.SKIPPED;
import static io.evenkeel.simulation.Grafting.gives;
import static io.evenkeel.simulation.Grafting.skips;
import static io.evenkeel.simulation.Invariant.*;

import io.evenkeel.schemas.ApprovedTradeBatch;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Bugs between a proposal and what the custodian says of it. */
final class MutantsOfApproval {
  private MutantsOfApproval() {}

  static List<Mutant> all() {
    return List.of(
        // What approval is bound to.
        gives(
            "a stale price used",
            Set.of(PRICES_FRESH_AT_APPROVAL),
            "core.account.Staleness",
            "prices",
            x -> null),
        gives(
            "stale positions used",
            Set.of(CASH_IS_CONSERVED, NO_RESTRICTION_BROKEN),
            "core.account.Staleness",
            "contents",
            x -> null),
        gives(
            "an approval that is not bound to its hash",
            Set.of(APPROVAL_BOUND_TO_CONTENT),
            "core.account.Staleness",
            "hash",
            x -> null),
        gives(
            "an order that grows on its way out",
            Set.of(APPROVAL_BOUND_TO_CONTENT),
            "pipeline.wire.ReleaseWire",
            "approved",
            x -> oneMore((ApprovedTradeBatch) x)),
        gives(
            "a batch that goes to another account reference",
            Set.of(APPROVAL_BOUND_TO_CONTENT),
            "pipeline.wire.ReleaseWire",
            "approved",
            x -> toAnother((ApprovedTradeBatch) x)),
        gives(
            "an account that was left out and is approved",
            Set.of(NO_ORDER_WITHOUT_APPROVAL),
            "core.approval.RequestCommand$Approve",
            "except",
            x -> List.of()),
        gives(
            "an approval by another firm",
            Set.of(NO_ORDER_WITHOUT_APPROVAL),
            "core.approval.Approvals",
            "crossesFirms",
            x -> false),
        gives(
            "a halt that nobody looks at",
            Set.of(HALTS_HOLD),
            "pipeline.approval.ReleaseDesk",
            "word",
            x -> null),
        skips(
            "a refused release that the account is not told of",
            Set.of(
                APPROVED_ORDERS_REACH_THE_CUSTODIAN,
                FINAL_STATUS_IS_EXACT,
                HISTORY_ADDS_UP,
                HISTORY_IS_FOLD),
            "core.account.Approving",
            "releaseRefused",
            Grafting::unchanged),
        skips(
            "restrictions that are not taken in",
            Set.of(NO_RESTRICTION_BROKEN),
            "core.account.Inputs",
            "restrictions",
            Grafting::unchanged),
        gives(
            "a second batch beside the open one",
            Set.of(ONE_LIVE_BATCH),
            "core.account.BatchEnding",
            "isCovered",
            x -> true),
        // What custodians say.
        skips(
            "a bust that is not heard",
            Set.of(HISTORY_IS_FOLD, FILLS_WITHIN_ORDERS),
            "core.history.Trades",
            "bust",
            args -> SKIPPED),
        skips(
            "progress that a request does not take in",
            Set.of(HISTORY_IS_FOLD),
            "core.approval.Answers",
            "progressed",
            args -> SKIPPED));
  }

  private static Object oneMore(ApprovedTradeBatch batch) {
    if (!batch.getOrders().isEmpty()) {
      var order = batch.getOrders().get(0);
      order.setQuantity(order.getQuantity().add(BigDecimal.ONE));
    }
    return batch;
  }

  private static Object toAnother(ApprovedTradeBatch batch) {
    batch.setCustodianAccountRef(batch.getCustodianAccountRef() + "-X");
    return batch;
  }
}
