package io.evenkeel.simulation;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The custodians, and the platform's sleeve accounting beside them. They keep their side of the
 * contract in docs/for-custodians.md, and are as untidy as it allows: results come late, twice and
 * in any order, positions before the results that they cover, executions are busted and corrected.
 */
final class CustodianHouse {
  private final Chance chance;
  private final VirtualTime time;
  private final TradingDesk desk;
  private final CustodyBooks books;
  private final Map<String, WorkedBatch> batches = new LinkedHashMap<>();

  CustodianHouse(Chance chance, Outside outside, VirtualTime time, MarketMaker market) {
    this.chance = chance;
    this.time = time;
    desk = new TradingDesk(chance, outside, time, market);
    books = new CustodyBooks(chance, outside, time);
  }

  Map<String, WorkedBatch> batches() {
    return batches;
  }

  CustodyBooks books() {
    return books;
  }

  /** The order of that id; {@code null} where no custodian ever got it. */
  WorkedOrder order(String orderId) {
    return batches.values().stream()
        .flatMap(batch -> batch.orders().stream())
        .filter(order -> order.order().getOrderId().equals(orderId))
        .findFirst()
        .orElse(null);
  }

  /** A record on a custodian's topic of approved trades. */
  void take(ApprovedTradeBatch record) {
    switch (record.getInstruction()) {
      case CANCEL -> cancel(batches.get(record.getBatchId()));
      case RELEASE -> release(record);
      default -> begin(record);
    }
  }

  private void begin(ApprovedTradeBatch record) {
    var batch = new WorkedBatch(record);
    batches.put(record.getBatchId(), batch);
    var replaced = record.getReplacesBatchId();
    var before = replaced == null ? null : batches.get(replaced);
    if (before != null && !before.isOver()) {
      desk.refuse(batch, ExecType.REJECT, "not over");
    }
  }

  private void release(ApprovedTradeBatch record) {
    var batch = batches.get(record.getBatchId());
    for (var released : record.getOrders()) {
      batch.orders().stream()
          .filter(o -> o.order().getOrderId().equals(released.getOrderId()))
          .forEach(WorkedOrder::release);
    }
  }

  private void cancel(WorkedBatch batch) {
    if (batch == null || batch.isOver()) {
      return;
    }
    if (!batch.taken) {
      batch.orders().forEach(WorkedOrder::end);
      desk.refuse(batch, ExecType.CANCELED, "canceled");
      return;
    }
    for (var order : batch.open()) {
      desk.end(batch, order, ExecType.CANCELED);
    }
  }

  /** Does one thing, if there is anything to do. */
  boolean act() {
    if (desk.isSpeaking() && chance.percent(45)) {
      desk.sayOne();
      return true;
    }
    var open = batches.values().stream().filter(b -> !b.booked).toList();
    if (open.isEmpty()) {
      return false;
    }
    var batch = chance.one(open);
    if (!batch.isOver()) {
      work(batch);
    } else if (chance.percent(30)) {
      books.book(batch);
    }
    return true;
  }

  /** Says and books everything that is left, as quickly as the contract allows. */
  boolean finish() {
    var busy = desk.isSpeaking();
    desk.sayAll();
    for (var batch : List.copyOf(batches.values())) {
      busy |= !batch.booked && finish(batch);
    }
    return busy;
  }

  /** Whether there is anything to do, other than to wait until somebody releases its orders. */
  private boolean finish(WorkedBatch batch) {
    if (batch.isOver()) {
      books.book(batch);
    } else if (isTooLate(batch)) {
      expire(batch);
    } else if (batch.orders().isEmpty()) {
      desk.accept(batch);
    } else {
      var workable = batch.workable();
      workable.forEach(order -> desk.trade(batch, order, order.left()));
      return !workable.isEmpty();
    }
    return true;
  }

  private void work(WorkedBatch batch) {
    if (isTooLate(batch)) {
      expire(batch);
      return;
    }
    var workable = batch.workable();
    if (workable.isEmpty() || (!batch.taken && chance.percent(50))) {
      desk.accept(batch);
      return;
    }
    var order = chance.one(workable);
    var changed = chance.one(batch.orders());
    var traded = chance.any(changed.traded().keySet());
    if (traded != null && chance.percent(15)) {
      desk.change(batch, changed, traded);
    } else if (chance.percent(6)) {
      batch.taken = true;
      desk.end(batch, order, ExecType.REJECT);
    } else if (chance.percent(45)) {
      desk.trade(batch, order, half(order.left()));
    } else {
      desk.trade(batch, order, order.left());
    }
  }

  private static BigDecimal half(BigDecimal quantity) {
    var half = quantity.divide(new BigDecimal(2), 0, RoundingMode.DOWN);
    return half.signum() > 0 ? half : quantity;
  }

  private boolean isTooLate(WorkedBatch batch) {
    return time.now().isAfter(batch.batch().getExecuteBy());
  }

  private void expire(WorkedBatch batch) {
    if (batch.orders().isEmpty()
        || (!batch.taken && batch.open().size() == batch.orders().size())) {
      batch.orders().forEach(WorkedOrder::end);
      desk.refuse(batch, ExecType.EXPIRED, "too late");
    } else {
      batch.open().forEach(order -> desk.end(batch, order, ExecType.EXPIRED));
    }
  }
}
