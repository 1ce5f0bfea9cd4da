package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.HistoryOrder;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** History is the fold of distinct executions, and its counts are those of its accounts. */
final class History {
  private History() {}

  /** Every order is filled in history as custodians said, and as they wrote down themselves. */
  static Finding isFold(Case before) {
    var tally = new Tally("history-is-fold", Kind.WRONG);
    var outside = before.recording().custodians();
    var filled = outside.filled();
    for (var row : before.approvals().history()) {
      if (row.said().getStatus() == HistoryAccountStatus.COMPLETE) {
        for (var order : row.said().getOrders()) {
          check(before, row, order, tally);
          checkOutside(row, order, outside.isEmpty() ? null : filled, tally);
        }
      }
    }
    return tally.finding();
  }

  private static void check(
      Case before, Row<RebalanceHistoryAccount> row, HistoryOrder order, Tally tally) {
    var expected = before.fills().of(order.getOrderId());
    tally.check(
        expected.quantity().compareTo(order.getFilled()) == 0
            && isEqual(expected.averagePrice(), order.getAveragePrice()),
        "order %s of %s is filled %s at %s by history at %s, and %s at %s by its executions",
        order.getOrderId(),
        row.key(),
        order.getFilled(),
        order.getAveragePrice(),
        row.place(),
        expected.quantity(),
        expected.averagePrice());
  }

  private static boolean isEqual(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a == null || b == null ? Objects.equals(a, b) : a.compareTo(b) == 0;
  }

  private static void checkOutside(
      Row<RebalanceHistoryAccount> row,
      HistoryOrder order,
      @Nullable Map<String, BigDecimal> outside,
      Tally tally) {
    if (outside != null) {
      var done = outside.getOrDefault(order.getOrderId(), BigDecimal.ZERO);
      tally.check(
          done.compareTo(order.getFilled()) == 0,
          "order %s of %s is filled %s by history and %s by its custodian's own book",
          order.getOrderId(),
          row.key(),
          order.getFilled(),
          done);
    }
  }

  /** A request counts its accounts as their own rows stand. */
  static Finding addsUp(Case before) {
    var tally = new Tally("history-adds-up", Kind.WRONG);
    var byRequest =
        before.approvals().history().stream()
            .collect(Collectors.groupingBy(row -> row.said().getRequestId()));
    newest(before)
        .forEach(
            (id, row) -> {
              var accounts = byRequest.getOrDefault(id, List.of());
              var request = row.said();
              var counts =
                  List.of(
                      (long) accounts.size(),
                      count(accounts, HistoryAccountStatus.COMPLETE)
                          + count(accounts, HistoryAccountStatus.NO_TRADES),
                      count(accounts, HistoryAccountStatus.FAILED),
                      count(accounts, HistoryAccountStatus.REMOVED));
              tally.check(
                  counts.equals(counts(request)),
                  "request %s at %s counts %s accounts, complete, failed, removed; its accounts add up to %s",
                  id,
                  row.place(),
                  counts(request),
                  counts);
            });
    return tally.finding();
  }

  private static List<Long> counts(RebalanceHistory request) {
    return List.of(
        (long) request.getAccounts(),
        (long) request.getComplete(),
        (long) request.getFailed(),
        (long) request.getRemoved());
  }

  private static long count(
      List<Row<RebalanceHistoryAccount>> accounts, HistoryAccountStatus status) {
    return accounts.stream().filter(row -> row.said().getStatus() == status).count();
  }

  private static Map<String, Row<RebalanceHistory>> newest(Case before) {
    var newest = new HashMap<String, Row<RebalanceHistory>>();
    before.rows().of(Topics.REBALANCE_HISTORY).forEach(row -> newest.put(row.key(), row));
    return newest;
  }
}
