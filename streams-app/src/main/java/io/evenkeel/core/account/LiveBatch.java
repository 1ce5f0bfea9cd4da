package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.history.BatchFills;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Fold;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.rebalance.BuildScope;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A batch that was handed over, with what its custodian said of it.
 *
 * @param acrs all of its proposal
 * @param settled whether they have ended; SUBMITTED until then
 * @param before what was acknowledged before it was approved, should its release be refused or the
 *     batch be canceled
 * @param fold of {@code fills}, kept so that nobody folds twice
 * @param byHand whether somebody ended it
 * @param scope what it was built for
 * @param cancellation the last one; {@code null} where nobody canceled it
 */
public record LiveBatch(
    Batch batch,
    List<Acr> acrs,
    boolean settled,
    Acknowledged before,
    BatchFills fills,
    Fold fold,
    Instant handedOverAt,
    boolean byHand,
    BuildScope scope,
    @Nullable Cancellation cancellation) {
  public LiveBatch {
    acrs = List.copyOf(acrs);
  }

  static LiveBatch handedOver(
      Batch batch, List<Acr> acrs, Acknowledged before, BuildScope scope, Instant at) {
    var fills = batch.unanswered();
    return new LiveBatch(batch, acrs, false, before, fills, fills.fold(), at, false, scope, null);
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
    return more.equals(fills) ? this : with(batch, settled, more, byHand, cancellation);
  }

  LiveBatch asSettled(boolean endedByHand) {
    return with(batch, true, fills, endedByHand, cancellation);
  }

  LiveBatch withBatch(Batch now) {
    return with(now, settled, fills, byHand, cancellation);
  }

  LiveBatch withCancellation(@Nullable Cancellation now) {
    return with(batch, settled, fills, byHand, now);
  }

  private LiveBatch with(
      Batch nowBatch,
      boolean nowSettled,
      BatchFills nowFills,
      boolean endedByHand,
      @Nullable Cancellation nowCancellation) {
    return new LiveBatch(
        nowBatch,
        acrs,
        nowSettled,
        before,
        nowFills,
        nowFills == fills ? fold : nowFills.fold(),
        handedOverAt,
        endedByHand,
        scope,
        nowCancellation);
  }

  boolean hasOrder(String orderId) {
    return batch.orders().stream().anyMatch(order -> order.orderId().equals(orderId));
  }

  boolean hasExecution(String executionId) {
    return fills.executions().containsKey(executionId);
  }

  /** Everything that its own custodian said of it. */
  Stream<Execution> said() {
    return fills.executions().values().stream()
        .flatMap(List::stream)
        .filter(execution -> execution.custodianId().equals(batch.custodianId()));
  }

  /**
   * Whether every order is at its end, or was once: what is busted after a batch has ended leaves
   * it over.
   */
  boolean isOver() {
    return settled || fold.finished();
  }

  /** Orders that are not at their end. */
  List<Order> working() {
    var terminal =
        fold.fills().stream()
            .filter(OrderFill::isTerminal)
            .map(OrderFill::orderId)
            .collect(Collectors.toSet());
    return batch.orders().stream().filter(order -> !terminal.contains(order.orderId())).toList();
  }

  @Nullable Replacement replacement() {
    return cancellation == null ? null : cancellation.replacement();
  }
}
