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
 * @param acrs all of its proposal
 * @param settled whether they have ended; SUBMITTED until then
 * @param before what was acknowledged before it was approved, should its release be refused
 * @param fold of {@code fills}, kept so that nobody folds twice
 * @param byHand whether somebody ended it
 */
public record LiveBatch(
    Batch batch,
    List<Acr> acrs,
    boolean settled,
    Acknowledged before,
    BatchFills fills,
    Fold fold,
    Instant handedOverAt,
    boolean byHand) {
  public LiveBatch {
    acrs = List.copyOf(acrs);
  }

  static LiveBatch handedOver(Batch batch, List<Acr> acrs, Acknowledged before, Instant at) {
    var fills = batch.unanswered();
    return new LiveBatch(batch, acrs, false, before, fills, fills.fold(), at, false);
  }

  public String batchId() {
    return batch.batchId();
  }

  /** ACRs that have not ended. */
  public List<Acr> openAcrs() {
    return settled ? List.of() : acrs;
  }

  /** With one more execution result; this itself where it was known. */
  LiveBatch plus(Execution execution) {
    var more = fills.plus(execution);
    return more.equals(fills)
        ? this
        : new LiveBatch(batch, acrs, settled, before, more, more.fold(), handedOverAt, byHand);
  }

  LiveBatch asSettled(boolean endedByHand) {
    return new LiveBatch(batch, acrs, true, before, fills, fold, handedOverAt, endedByHand);
  }

  LiveBatch withBatch(Batch now) {
    return new LiveBatch(now, acrs, settled, before, fills, fold, handedOverAt, byHand);
  }

  boolean hasOrder(String orderId) {
    return batch.orders().stream().anyMatch(order -> order.orderId().equals(orderId));
  }

  boolean hasExecution(String executionId) {
    return fills.executions().containsKey(executionId);
  }
}
