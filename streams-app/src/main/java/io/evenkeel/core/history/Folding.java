package io.evenkeel.core.history;

import io.evenkeel.core.history.Anomaly.Code;
import io.evenkeel.core.history.Execution.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One fold of one batch: from the set of its results to what became of it. */
final class Folding {
  private final BatchFills batch;
  private final Map<String, BatchFills.Ordered> orders = new LinkedHashMap<>();
  private final List<Anomaly> anomalies = new ArrayList<>();

  Folding(BatchFills batch) {
    this.batch = batch;
    batch.orders().forEach(order -> orders.put(order.orderId(), order));
  }

  Fold fold() {
    var counted = counted();
    var live = Trades.of(counted, anomalies).live();
    var ours = counted.stream().filter(this::isOurs).toList();
    var fills = new ArrayList<OrderFill>();
    for (var order : batch.orders()) {
      fills.add(new OrderFolding(order, anomalies).fold(ours, live));
    }
    return new Fold(fills, anomalies, !ours.isEmpty(), isFinished(fills, ours), last(ours));
  }

  Booked booked() {
    var counted = counted();
    var live = Trades.of(counted, anomalies).live().stream().filter(this::isOfAnOrder).toList();
    var ours = counted.stream().filter(this::isOurs).toList();
    var moving = ours.stream().filter(this::movesPositions).map(Execution::executionId).sorted();
    return new Booked(isAccepted(ours), live, moving.toList());
  }

  /** A fill says that it was taken; an acknowledgement too, unless the whole was refused. */
  private boolean isAccepted(List<Execution> ours) {
    var refused = ours.stream().anyMatch(e -> e.type() == Type.REJECT && isOfWholeBatch(e));
    return ours.stream()
        .anyMatch(
            e -> (e.type() == Type.ACK && !refused) || (Trades.moves(e) && e.type() != Type.BUST));
  }

  /** Transfers take effect when the batch is accepted, so its acceptance moves positions too. */
  private boolean movesPositions(Execution result) {
    return Trades.moves(result) || (batch.transfers() && result.type() == Type.ACK);
  }

  /** One content for each executionId, and only what the batch's custodian says. */
  private List<Execution> counted() {
    var counted = new ArrayList<Execution>();
    for (var contents : batch.executions().values()) {
      contents.stream().filter(e -> !isFromCustodian(e)).forEach(this::raiseWrongCustodian);
      var own = contents.stream().filter(this::isFromCustodian).toList();
      if (own.size() > 1) {
        raise(Code.CONFLICTING_DUPLICATE, own.get(0), "came with different contents");
      }
      if (!own.isEmpty()) {
        raiseWhatItNames(own.get(0));
        counted.add(own.get(0));
      }
    }
    return counted;
  }

  private boolean isFromCustodian(Execution execution) {
    return execution.custodianId().equals(batch.custodianId());
  }

  private void raiseWrongCustodian(Execution execution) {
    raise(
        Code.WRONG_CUSTODIAN,
        execution,
        "came from custodian %s for a batch of %s"
            .formatted(execution.custodianId(), batch.custodianId()));
  }

  private void raiseWhatItNames(Execution execution) {
    if (isOfAnOrder(execution)) {
      if (!execution.batchId().isEmpty() && !namesBatch(execution)) {
        raise(Code.WRONG_BATCH, execution, "names batch " + execution.batchId());
      }
    } else if (!isOfWholeBatch(execution) && !isBareBust(execution)) {
      raise(Code.UNKNOWN_ORDER, execution, "names no order of the batch");
    }
  }

  private boolean isOfAnOrder(Execution execution) {
    return execution.orderId() != null && orders.containsKey(execution.orderId());
  }

  /** A bust names an execution, and so need not name the order. */
  private boolean isBareBust(Execution execution) {
    return execution.type() == Type.BUST && execution.orderId() == null && !orders.isEmpty();
  }

  private boolean namesBatch(Execution execution) {
    return execution.batchId().equals(batch.batchId());
  }

  private boolean isOfWholeBatch(Execution execution) {
    return execution.orderId() == null && namesBatch(execution) && !Trades.moves(execution);
  }

  private boolean isOurs(Execution execution) {
    return isOfAnOrder(execution) || isOfWholeBatch(execution) || isBareBust(execution);
  }

  private boolean isFinished(List<OrderFill> fills, List<Execution> ours) {
    return fills.isEmpty()
        ? ours.stream().anyMatch(e -> isOfWholeBatch(e) && e.type() != Type.CANCEL_REJECTED)
        : fills.stream().allMatch(OrderFill::isTerminal);
  }

  private @Nullable Instant last(List<Execution> ours) {
    return ours.stream()
        .filter(this::movesPositions)
        .map(Execution::at)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private void raise(Code code, Execution execution, String what) {
    anomalies.add(Anomaly.of(code, execution, what));
  }
}
