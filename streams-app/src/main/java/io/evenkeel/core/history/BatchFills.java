package io.evenkeel.core.history;

import io.evenkeel.core.money.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a custodian said of one batch: the set of its distinct execution results. What became of the
 * batch is {@link #fold}, a function of that set, so neither order nor repetition changes it.
 *
 * @param orders of the batch
 * @param transfers whether the batch also transfers cash between sleeves
 * @param executions by executionId; more than one content under an id is an anomaly
 */
public record BatchFills(
    String batchId,
    String custodianId,
    List<Ordered> orders,
    boolean transfers,
    SortedMap<String, List<Execution>> executions) {
  public BatchFills {
    orders = List.copyOf(orders);
    executions = Collections.unmodifiableSortedMap(new TreeMap<>(executions));
  }

  /** What was ordered, and under which id. */
  public record Ordered(String orderId, Quantity quantity) {}

  /** Before the custodian said anything. */
  public static BatchFills unanswered(
      String batchId, String custodianId, List<Ordered> orders, boolean transfers) {
    return new BatchFills(batchId, custodianId, orders, transfers, new TreeMap<>());
  }

  /** For results that name no batch of the account: each is kept and is an anomaly. */
  public static BatchFills unplaced(String custodianId) {
    return unanswered("", custodianId, List.of(), false);
  }

  /** With this result; the same one again changes nothing. */
  public BatchFills plus(Execution execution) {
    var known = executions.getOrDefault(execution.executionId(), List.of());
    if (known.contains(execution)) {
      return this;
    }
    var contents = new ArrayList<>(known);
    contents.add(execution);
    contents.sort(ExecutionOrder.BY_TIME_THEN_CONTENT);
    var all = new TreeMap<>(executions);
    all.put(execution.executionId(), List.copyOf(contents));
    return new BatchFills(batchId, custodianId, orders, transfers, all);
  }

  /** What became of the batch so far. */
  public Fold fold() {
    return new Folding(this).fold();
  }
}
