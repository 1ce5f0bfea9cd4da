package io.evenkeel.demo;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Batches of custodians that the visitor answers for. Nothing is known of how they name their
 * executions; a batch is finished when every order is filled or ended, or the whole was answered.
 */
final class LeftBatches {
  private static final Set<ExecType> ENDS =
      Set.of(ExecType.REJECT, ExecType.CANCELED, ExecType.EXPIRED);
  private static final Set<ExecType> FILLS = Set.of(ExecType.PARTIAL, ExecType.FILL);

  private final Set<String> custodians;
  private final Map<String, Told> open = new HashMap<>();
  private final Map<String, Map<String, ExecutionResult>> early = new HashMap<>();

  /** A batch that is over, with what was traded of it. */
  record Finished(ApprovedTradeBatch batch, List<ExecutionResult> fills) {}

  private record Told(ApprovedTradeBatch batch, Map<String, ExecutionResult> results) {}

  LeftBatches(Set<String> custodians) {
    this.custodians = custodians;
  }

  /** Whether the batch is the visitor's. */
  boolean isOf(ApprovedTradeBatch batch) {
    return custodians.contains(batch.getCustodianId());
  }

  /** Takes a batch of theirs; it is finished at once where the answers came before it. */
  Optional<Finished> add(ApprovedTradeBatch batch) {
    var isWork =
        batch.getInstruction() == BatchInstruction.NEW
            || batch.getInstruction() == BatchInstruction.REPLACE;
    if (!isWork || open.containsKey(batch.getBatchId())) {
      return Optional.empty();
    }
    var before = early.remove(batch.getBatchId());
    open.put(batch.getBatchId(), new Told(batch, before == null ? new LinkedHashMap<>() : before));
    return finished(batch.getBatchId());
  }

  /** Takes what was said on a topic; the batch, where it is theirs and this finished it. */
  Optional<Finished> add(String topic, ExecutionResult result) {
    if (custodians.stream().noneMatch(custodian -> topic.endsWith("." + custodian))) {
      return Optional.empty();
    }
    var told = open.get(result.getBatchId());
    var results =
        told == null
            ? early.computeIfAbsent(result.getBatchId(), id -> new LinkedHashMap<>())
            : told.results();
    return results.putIfAbsent(result.getExecutionId(), result) == null
        ? finished(result.getBatchId())
        : Optional.empty();
  }

  private Optional<Finished> finished(String batchId) {
    var told = open.get(batchId);
    if (told == null || !isFinished(told)) {
      return Optional.empty();
    }
    var results = told.results().values();
    var fills = results.stream().filter(r -> FILLS.contains(r.getExecType())).toList();
    return fills.isEmpty() && !isAccepted(results)
        ? Optional.empty()
        : Optional.of(new Finished(told.batch(), fills));
  }

  /** Only then its transfers are made. */
  private static boolean isAccepted(Collection<ExecutionResult> results) {
    return results.stream().anyMatch(r -> r.getExecType() == ExecType.ACK)
        && results.stream().noneMatch(r -> isOfAll(r) && ENDS.contains(r.getExecType()));
  }

  private static boolean isFinished(Told told) {
    var orders = told.batch().getOrders();
    return orders.isEmpty()
        ? told.results().values().stream().anyMatch(LeftBatches::isOfAll)
        : orders.stream().allMatch(order -> isEnded(order, told));
  }

  private static boolean isOfAll(ExecutionResult result) {
    return result.getOrderId() == null;
  }

  private static boolean isEnded(Order order, Told told) {
    var filled = BigDecimal.ZERO;
    for (var result : told.results().values()) {
      var isOfOrder = isOfAll(result) || order.getOrderId().equals(result.getOrderId());
      if (isOfOrder && ENDS.contains(result.getExecType())) {
        return true;
      }
      if (isOfOrder && FILLS.contains(result.getExecType())) {
        filled = filled.add(result.getQuantity());
      }
    }
    return filled.compareTo(order.getQuantity()) >= 0;
  }
}
