package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.OrderFill;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of an ACR when its batch ends.
 *
 * @param reason empty where it is completed
 */
record AcrResult(Acr.State state, String reason) {
  private static final AcrResult COMPLETED = new AcrResult(Acr.State.COMPLETED, "");

  /**
   * Completed with any fill in its sleeve; without orders there, once the custodian took the batch.
   */
  static AcrResult of(Acr acr, LiveBatch batch, boolean byHand) {
    var fills = fills(acr.change().sleeveId(), batch);
    if (fills.stream().anyMatch(fill -> fill.filled().signum() > 0)) {
      return COMPLETED;
    }
    if (isRefusedWhole(batch)) {
      return new AcrResult(Acr.State.REJECTED, "The custodian rejected the batch.");
    }
    if (Canceling.isUntaken(batch)) {
      return new AcrResult(
          Acr.State.CANCELED, "The batch was canceled before the custodian took it.");
    }
    if (fills.isEmpty() && batch.fold().acknowledged()) {
      return COMPLETED;
    }
    return byHand
        ? new AcrResult(Acr.State.CANCELED, "The batch was released by hand before any fill.")
        : unfilled(fills, batch.cancellation() != null);
  }

  private static AcrResult unfilled(List<OrderFill> fills, boolean canceled) {
    var states = fills.stream().map(OrderFill::state).collect(Collectors.toSet());
    if (states.equals(Set.of(OrderFill.State.REJECTED))) {
      return new AcrResult(Acr.State.REJECTED, "Every order in the sleeve was rejected.");
    }
    if (states.equals(Set.of(OrderFill.State.EXPIRED))) {
      return new AcrResult(Acr.State.EXPIRED, "Every order in the sleeve expired.");
    }
    if (states.equals(Set.of(OrderFill.State.CANCELED))) {
      return new AcrResult(Acr.State.CANCELED, "Every order in the sleeve was canceled.");
    }
    if (canceled && states.contains(OrderFill.State.CANCELED)) {
      return new AcrResult(
          Acr.State.CANCELED, "The batch was canceled before any fill in the sleeve.");
    }
    return new AcrResult(Acr.State.FAILED, "The batch ended without a fill in the sleeve.");
  }

  private static List<OrderFill> fills(String sleeveId, LiveBatch batch) {
    var orderIds =
        batch.batch().orders().stream()
            .filter(order -> order.sleeveId().equals(sleeveId))
            .map(Order::orderId)
            .collect(Collectors.toSet());
    return batch.fold().fills().stream().filter(f -> orderIds.contains(f.orderId())).toList();
  }

  static boolean isRefusedWhole(LiveBatch batch) {
    return batch.fills().executions().values().stream()
        .flatMap(List::stream)
        .anyMatch(e -> e.type() == Execution.Type.REJECT && e.orderId() == null);
  }

  boolean isCompleted() {
    return state == Acr.State.COMPLETED;
  }
}
