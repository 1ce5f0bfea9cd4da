package io.evenkeel.demo;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the simulated custodian has said so far, in this run and in earlier ones. */
final class SaidResults {
  private final Map<String, ExecutionResult> byId = new HashMap<>();

  void add(ExecutionResult result) {
    byId.put(result.getExecutionId(), result);
  }

  boolean has(String executionId) {
    return byId.containsKey(executionId);
  }

  /** Whether the order is at its end. */
  boolean isTerminal(String orderId) {
    return Stream.of("/1", "/2", ExecutionPlan.EXPIRY, ExecutionPlan.CANCELLATION)
        .map(number -> byId.get(orderId + number))
        .anyMatch(result -> result != null && result.getExecType() != ExecType.PARTIAL);
  }

  /** Whether the whole batch was canceled before anything of it was taken. */
  boolean isCanceled(String batchId) {
    return has(batchId + ExecutionPlan.CANCELLATION);
  }

  /** The fills of an order, as they came. */
  List<ExecutionResult> fills(String orderId) {
    return Stream.of("/1", "/2")
        .map(number -> byId.get(orderId + number))
        .filter(Objects::nonNull)
        .filter(SaidResults::isFill)
        .toList();
  }

  private static boolean isFill(ExecutionResult result) {
    return result.getExecType() == ExecType.FILL || result.getExecType() == ExecType.PARTIAL;
  }

  /**
   * What is answered to the cancellation of a batch: all of it where nothing of it was taken yet,
   * else its open orders, with what was filled of each; that it is too late where there are none.
   * Nothing where a cancellation was answered before.
   */
  List<ExecutionResult> canceled(ApprovedTradeBatch batch, Instant now) {
    if (wasAnswered(batch)) {
      return List.of();
    }
    if (byId.values().stream().noneMatch(r -> r.getBatchId().equals(batch.getBatchId()))) {
      return List.of(ExecutionPlan.canceled(batch, now));
    }
    var open = open(batch).toList();
    return open.isEmpty()
        ? List.of(ExecutionPlan.tooLate(batch, now))
        : open.stream()
            .map(order -> ExecutionPlan.canceled(batch, order, filled(order.getOrderId()), now))
            .toList();
  }

  private boolean wasAnswered(ApprovedTradeBatch batch) {
    return isCanceled(batch.getBatchId())
        || has(batch.getBatchId() + ExecutionPlan.TOO_LATE)
        || batch.getOrders().stream()
            .anyMatch(order -> has(order.getOrderId() + ExecutionPlan.CANCELLATION));
  }

  private Stream<Order> open(ApprovedTradeBatch batch) {
    return isCanceled(batch.getBatchId())
        ? Stream.of()
        : batch.getOrders().stream().filter(order -> !isTerminal(order.getOrderId()));
  }

  private BigDecimal filled(String orderId) {
    return fills(orderId).stream()
        .map(ExecutionResult::getQuantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Whether a batch may be worked in the place of this one: only if no order of it can fill any
   * more.
   */
  boolean isOver(@Nullable ApprovedTradeBatch replaced) {
    return replaced == null || open(replaced).findAny().isEmpty();
  }
}
