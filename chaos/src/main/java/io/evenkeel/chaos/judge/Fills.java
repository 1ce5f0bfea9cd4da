package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of orders by what custodians said: a fold of distinct executions, written here anew
 * and without regard to speed.
 */
final class Fills {
  private static final Comparator<Row<ExecutionResult>> BY_TIME =
      Comparator.comparing((Row<ExecutionResult> row) -> row.said().getAt())
          .thenComparing(row -> row.said().getExecutionId());
  private static final int PRICE_DECIMALS = 6;

  private final Rows rows;
  private final Handed handed;
  private final Map<String, List<Row<ExecutionResult>>> byAccount = new HashMap<>();

  /** A batch is asked about many times, and its account has many. */
  private final Map<ApprovedTradeBatch, List<Row<ExecutionResult>>> byBatch =
      new IdentityHashMap<>();

  /**
   * What was filled of one order.
   *
   * @param averagePrice to 6 places half-even; {@code null} where nothing was filled
   */
  record Filled(BigDecimal quantity, @Nullable BigDecimal averagePrice) {
    static final Filled NOTHING = new Filled(BigDecimal.ZERO, null);
  }

  Fills(Rows rows, Handed handed) {
    this.rows = rows;
    this.handed = handed;
    var seen = new HashSet<String>();
    rows.of(Topics.EXECUTION_RESULTS).stream()
        .sorted(BY_TIME)
        .filter(row -> seen.add(row.taken().topic() + "/" + row.said().getExecutionId()))
        .forEach(row -> byAccount.computeIfAbsent(row.key(), k -> new ArrayList<>()).add(row));
  }

  /** Distinct executions that were said of a batch by its custodian, in time. */
  private List<Row<ExecutionResult>> said(ApprovedTradeBatch batch, Instant by) {
    return byBatch.computeIfAbsent(batch, this::said).stream()
        .filter(row -> !row.timestamp().isAfter(by))
        .toList();
  }

  private List<Row<ExecutionResult>> said(ApprovedTradeBatch batch) {
    var topic = rows.names().of(Topics.EXECUTION_RESULTS, batch.getCustodianId());
    return byAccount.getOrDefault(batch.getAccountId(), List.of()).stream()
        .filter(row -> row.taken().topic().equals(topic) && names(batch, row.said()))
        .toList();
  }

  /** What is filled of every order of a batch in the end. */
  Map<String, Filled> of(ApprovedTradeBatch batch) {
    var said = said(batch, Instant.MAX);
    var filled = new LinkedHashMap<String, Filled>();
    for (var order : batch.getOrders()) {
      filled.put(order.getOrderId(), filled(order.getOrderId(), said));
    }
    return filled;
  }

  Filled of(String orderId) {
    var placed = handed.first(orderId);
    return placed == null
        ? Filled.NOTHING
        : filled(orderId, said(placed.batch().said(), Instant.MAX));
  }

  private static Filled filled(String orderId, List<Row<ExecutionResult>> said) {
    var quantity = BigDecimal.ZERO;
    var paid = BigDecimal.ZERO;
    for (var execution : live(said)) {
      if (orderId.equals(execution.getOrderId())) {
        quantity = quantity.add(execution.getQuantity());
        paid = paid.add(execution.getQuantity().multiply(execution.getPrice()));
      }
    }
    return quantity.signum() == 0
        ? Filled.NOTHING
        : new Filled(
            quantity,
            paid.divide(quantity, MathContext.DECIMAL128)
                .setScale(PRICE_DECIMALS, RoundingMode.HALF_EVEN));
  }

  /** Fills that no bust withdraws; of those that are corrected, the last correction. */
  private static List<ExecutionResult> live(List<Row<ExecutionResult>> said) {
    var byId = new HashMap<String, ExecutionResult>();
    said.forEach(row -> byId.put(row.said().getExecutionId(), row.said()));
    var busted =
        byId.values().stream()
            .filter(e -> e.getExecType() == ExecType.BUST && e.getRefExecutionId() != null)
            .map(e -> root(e.getRefExecutionId(), byId))
            .collect(Collectors.toSet());
    var byRoot = new LinkedHashMap<String, ExecutionResult>();
    for (var row : said) {
      var execution = row.said();
      if (isFill(execution)
          && isNewer(execution, byRoot.get(root(execution.getExecutionId(), byId)))) {
        byRoot.put(root(execution.getExecutionId(), byId), execution);
      }
    }
    byRoot.keySet().removeAll(busted);
    return List.copyOf(byRoot.values());
  }

  private static boolean isFill(ExecutionResult e) {
    var counts =
        e.getExecType() == ExecType.FILL
            || e.getExecType() == ExecType.PARTIAL
            || e.getExecType() == ExecType.CORRECT;
    return counts && e.getQuantity() != null && e.getPrice() != null;
  }

  /** A correction takes the place of what it corrects; of several, the latest does. */
  private static boolean isNewer(ExecutionResult next, @Nullable ExecutionResult before) {
    return before == null
        || before.getExecType() != ExecType.CORRECT
        || next.getExecType() == ExecType.CORRECT;
  }

  private static String root(String executionId, Map<String, ExecutionResult> byId) {
    var path = new HashSet<String>();
    var id = executionId;
    while (path.add(id)) {
      var execution = byId.get(id);
      if (execution == null
          || execution.getExecType() != ExecType.CORRECT
          || execution.getRefExecutionId() == null) {
        return id;
      }
      id = execution.getRefExecutionId();
    }
    return id;
  }

  /** When the last thing happened that positions must cover; {@code null} where nothing did. */
  @Nullable Instant lastFillAt(ApprovedTradeBatch batch, Instant by) {
    return said(batch, by).stream()
        .map(Row::said)
        .filter(e -> isFill(e) || e.getExecType() == ExecType.BUST)
        .map(ExecutionResult::getAt)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static boolean names(ApprovedTradeBatch batch, ExecutionResult execution) {
    return batch.getBatchId().equals(execution.getBatchId())
        || batch.getOrders().stream().anyMatch(o -> o.getOrderId().equals(execution.getOrderId()));
  }

  /** Whether, by what had been said by then, nothing of the batch can fill any more. */
  boolean isOver(ApprovedTradeBatch batch, Instant by) {
    var said = said(batch, by);
    if (batch.getOrders().isEmpty()) {
      return said.stream().anyMatch(row -> isAboutWhole(batch, row.said()));
    }
    return batch.getOrders().stream()
        .allMatch(
            order ->
                filled(order.getOrderId(), said).quantity().compareTo(order.getQuantity()) >= 0
                    || said.stream().anyMatch(row -> ends(batch, order.getOrderId(), row.said())));
  }

  private static boolean isAboutWhole(ApprovedTradeBatch batch, ExecutionResult e) {
    return e.getOrderId() == null
        && e.getBatchId().equals(batch.getBatchId())
        && e.getExecType() != ExecType.CANCEL_REJECTED;
  }

  private static boolean ends(ApprovedTradeBatch batch, String orderId, ExecutionResult e) {
    var isEnd =
        e.getExecType() == ExecType.REJECT
            || e.getExecType() == ExecType.CANCELED
            || e.getExecType() == ExecType.EXPIRED;
    return isEnd && (orderId.equals(e.getOrderId()) || isAboutWhole(batch, e));
  }

  /** Distinct executions altogether. */
  long distinct() {
    return byAccount.values().stream().mapToLong(List::size).sum();
  }
}
