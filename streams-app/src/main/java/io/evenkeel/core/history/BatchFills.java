package io.evenkeel.core.history;

import io.evenkeel.core.money.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  /** What moves positions, of all that was said. */
  public Booked booked() {
    return new Folding(this).booked();
  }

  /** As it was when only what happened by then had been said; {@code null} is before anything. */
  public BatchFills until(@Nullable Instant through) {
    var some = new TreeMap<String, List<Execution>>();
    executions.forEach(
        (id, contents) -> {
          var known =
              contents.stream().filter(e -> through != null && !e.at().isAfter(through)).toList();
          if (!known.isEmpty()) {
            some.put(id, known);
          }
        });
    return new BatchFills(batchId, custodianId, orders, transfers, some);
  }

  /** Whether anything was traded, corrected or withdrawn after the one time and by the other. */
  public boolean hasTraded(Instant after, Instant by) {
    return executions.values().stream()
        .flatMap(List::stream)
        .filter(Trades::moves)
        .anyMatch(e -> e.at().isAfter(after) && !e.at().isAfter(by));
  }
}
