package io.evenkeel.chaos.judge;

import io.evenkeel.chaos.judge.Approvals.Approval;
import io.evenkeel.core.approval.OrderIds;
import io.evenkeel.schemas.HistoryAccountStatus;

/** What was approved reaches its custodian, once. */
final class ApprovedOrders {
  private ApprovedOrders() {}

  /**
   * Every order of every approved account is in {@code approved-trades}, unless history says with a
   * reason that the account failed; and every approved account ends the one way or the other.
   */
  static Finding reachTheTopic(Case before) {
    var tally = new Tally("approved-orders-reach-the-custodian", Kind.LOST);
    before.approvals().all().filter(Approval::isAsked).forEach(a -> reaches(before, a, tally));
    return tally.finding();
  }

  private static void reaches(Case before, Approval approval, Tally tally) {
    var row = approval.row();
    var status = row == null ? null : row.said().getStatus();
    if (status == HistoryAccountStatus.FAILED) {
      tally.check(
          row.said().getIssue() != null,
          "%s failed after it was approved, and history gives no reason",
          approval.words());
    } else if (status == HistoryAccountStatus.COMPLETE) {
      arrived(before, approval, tally);
    } else {
      tally.check(
          false,
          "%s was approved at %s, and its history ends with %s",
          approval.words(),
          approval.command().place(),
          status == null ? "nothing" : status);
    }
  }

  private static void arrived(Case before, Approval approval, Tally tally) {
    var batchId = OrderIds.batchId(approval.requestId(), approval.accountId());
    tally.check(
        !before.handed().batch(batchId).isEmpty(),
        "batch %s of %s is complete by its history and not in approved-trades",
        batchId,
        approval.words());
    for (var order : approval.proposal().said().getOrders()) {
      tally.check(
          !before.handed().order(order.getOrderId()).isEmpty(),
          "order %s of %s was approved at %s and is not in approved-trades",
          order.getOrderId(),
          approval.words(),
          approval.command().place());
    }
  }

  /** No order and no batch is in {@code approved-trades} twice. */
  static Finding comeOnce(Case before) {
    var tally = new Tally("approved-orders-come-once", Kind.DUPLICATED);
    before
        .handed()
        .orders()
        .forEach(
            (id, places) ->
                tally.check(
                    places.size() == 1,
                    "order %s is at %s",
                    id,
                    places.stream().map(p -> p.batch().place()).toList()));
    for (var row : before.handed().batches()) {
      var places = before.handed().batch(row.said().getBatchId());
      tally.check(
          places.get(0) == row,
          "batch %s is at %s",
          row.said().getBatchId(),
          places.stream().map(Row::place).toList());
    }
    return tally.finding();
  }
}
