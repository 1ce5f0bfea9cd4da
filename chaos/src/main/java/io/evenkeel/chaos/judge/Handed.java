package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was handed to custodians. */
final class Handed {
  private final List<Row<ApprovedTradeBatch>> records;
  private final List<Row<ApprovedTradeBatch>> batches = new ArrayList<>();
  private final Map<String, List<Row<ApprovedTradeBatch>>> byBatch = new HashMap<>();
  private final Map<String, List<Placed>> byOrder = new LinkedHashMap<>();

  /** An order and the batch that brings it. */
  record Placed(Row<ApprovedTradeBatch> batch, Order order) {}

  Handed(Rows rows) {
    records = rows.of(Topics.APPROVED_TRADES);
    for (var row : records) {
      if (bringsOrders(row.said())) {
        batches.add(row);
        byBatch.computeIfAbsent(row.said().getBatchId(), b -> new ArrayList<>()).add(row);
        for (var order : row.said().getOrders()) {
          byOrder
              .computeIfAbsent(order.getOrderId(), o -> new ArrayList<>())
              .add(new Placed(row, order));
        }
      }
    }
  }

  /** A release repeats orders that came before, and a cancellation names them. */
  private static boolean bringsOrders(ApprovedTradeBatch batch) {
    return batch.getInstruction() == BatchInstruction.NEW
        || batch.getInstruction() == BatchInstruction.REPLACE;
  }

  /** Every record, also of releases and cancellations. */
  List<Row<ApprovedTradeBatch>> records() {
    return records;
  }

  /** Those that bring orders for the first time. */
  List<Row<ApprovedTradeBatch>> batches() {
    return batches;
  }

  List<Row<ApprovedTradeBatch>> batch(String batchId) {
    return byBatch.getOrDefault(batchId, List.of());
  }

  List<Placed> order(String orderId) {
    return byOrder.getOrDefault(orderId, List.of());
  }

  @Nullable Placed first(String orderId) {
    var places = order(orderId);
    return places.isEmpty() ? null : places.get(0);
  }

  Map<String, List<Placed>> orders() {
    return byOrder;
  }
}
