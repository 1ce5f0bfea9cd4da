package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.history.BatchFills;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Fold;
import java.time.Instant;
import java.util.List;

/**
 * A batch that was handed over, with what its custodian said of it.
 *
 * @param acrs those that are SUBMITTED: they have not ended
 * @param before what was acknowledged before it was approved, should its release be refused
 * @param fold of {@code fills}, kept so that nobody folds twice
 */
public record LiveBatch(
    Batch batch,
    List<Acr> acrs,
    Acknowledged before,
    BatchFills fills,
    Fold fold,
    Instant handedOverAt) {
  public LiveBatch {
    acrs = List.copyOf(acrs);
  }

  static LiveBatch handedOver(Batch batch, List<Acr> acrs, Acknowledged before, Instant at) {
    var fills = batch.unanswered();
    return new LiveBatch(batch, acrs, before, fills, fills.fold(), at);
  }

  public String batchId() {
    return batch.batchId();
  }

  /** With one more execution result; this itself where it was known. */
  LiveBatch plus(Execution execution) {
    var more = fills.plus(execution);
    return more.equals(fills)
        ? this
        : new LiveBatch(batch, acrs, before, more, more.fold(), handedOverAt);
  }

  LiveBatch withoutAcrs() {
    return new LiveBatch(batch, List.of(), before, fills, fold, handedOverAt);
  }

  boolean hasOrder(String orderId) {
    return batch.orders().stream().anyMatch(order -> order.orderId().equals(orderId));
  }
}
