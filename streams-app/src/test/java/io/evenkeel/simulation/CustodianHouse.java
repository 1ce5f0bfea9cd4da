package io.evenkeel.simulation;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.custody.SleeveAccounting;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.CustodianPositionsWire;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.pipeline.wire.TaxWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The custodians, and the platform's sleeve accounting beside them. They keep their side of the
 * contract in docs/for-custodians.md, and are as untidy as it allows: results come late, twice and
 * in any order, positions before the results that they cover, executions are busted and corrected.
 */
final class CustodianHouse {
  /** Something on its way onto a topic. */
  private record Saying(String custodian, String account, ExecutionResult result) {}

  private final Chance chance;
  private final Outside outside;
  private final VirtualTime time;
  private final MarketMaker market;
  private final Map<String, Positions> books = new LinkedHashMap<>();
  private final Map<String, Positions> published = new LinkedHashMap<>();
  private final Map<String, Positions> overtaken = new HashMap<>();
  private final Map<String, WorkedBatch> batches = new LinkedHashMap<>();
  private final List<Saying> sayings = new ArrayList<>();
  private final Set<String> moved = new HashSet<>();
  private int executions;

  CustodianHouse(Chance chance, Outside outside, VirtualTime time, MarketMaker market) {
    this.chance = chance;
    this.outside = outside;
    this.time = time;
    this.market = market;
  }

  void open(String custodian, Positions first) {
    publish(first);
  }

  Map<String, WorkedBatch> batches() {
    return batches;
  }

  /** The order of that id; {@code null} where no custodian ever got it. */
  WorkedOrder order(String orderId) {
    return batches.values().stream()
        .flatMap(batch -> batch.orders().stream())
        .filter(order -> order.order().getOrderId().equals(orderId))
        .findFirst()
        .orElse(null);
  }

  /** What the newest snapshot of an account says. */
  Positions published(String account) {
    return published.get(account);
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
      batch.refused = true;
      say(batch, result(batch, ExecType.REJECT, null).setReason("not over").build());
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
      batch.refused = true;
      batch.orders().forEach(WorkedOrder::end);
      say(batch, result(batch, ExecType.CANCELED, null).setReason("canceled").build());
      return;
    }
    for (var order : batch.open()) {
      end(batch, order, ExecType.CANCELED);
    }
  }

  private void end(WorkedBatch batch, WorkedOrder order, ExecType how) {
    order.end();
    say(batch, result(batch, how, order).setQuantity(order.filled()).setReason("ended").build());
  }

  /** A cash movement as it is told now: the client's bank pays in and out, once. */
  void take(CashMovementRun run) {
    var account = run.getAccountId();
    var isOut = run.getDirection() == CashMovementDirection.WITHDRAWAL;
    var paysIn =
        !isOut && run.getStatus() == CashMovementStatus.PROCESSING && run.getRequestId() == null;
    var paysOut = isOut && run.getStatus() == CashMovementStatus.COMPLETED;
    if ((paysIn || paysOut) && moved.add(run.getRunId())) {
      var amount = new Money(run.getAmount());
      publish(
          SleeveAccounting.fund(books.get(account), isOut ? amount.negate() : amount, time.now()));
    }
  }

  /** Does one thing, if there is anything to do. */
  boolean act() {
    if (!sayings.isEmpty() && chance.percent(45)) {
      deliver(sayings.remove(chance.below(sayings.size())));
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
      book(batch);
    }
    return true;
  }

  private void deliver(Saying saying) {
    send(saying);
    if (chance.percent(12)) {
      sayings.add(saying);
    }
  }

  private void send(Saying saying) {
    outside.sendTo(saying.custodian, Topics.EXECUTION_RESULTS, saying.account, saying.result);
  }

  /** Says and books everything that is left, as quickly as the contract allows. */
  boolean finish() {
    var busy = !sayings.isEmpty();
    chance.shuffle(sayings);
    sayings.forEach(this::send);
    sayings.clear();
    for (var batch : List.copyOf(batches.values())) {
      busy |= !batch.booked && finish(batch);
    }
    return busy;
  }

  /** Whether there is anything to do, other than to wait until somebody releases its orders. */
  private boolean finish(WorkedBatch batch) {
    if (batch.isOver()) {
      book(batch);
    } else if (isTooLate(batch)) {
      expire(batch);
    } else if (batch.orders().isEmpty()) {
      accept(batch);
    } else {
      var workable = batch.workable();
      workable.forEach(order -> trade(batch, order, order.left()));
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
      accept(batch);
      return;
    }
    var order = chance.one(workable);
    var changed = chance.one(batch.orders());
    var traded = chance.any(changed.traded().keySet());
    if (traded != null && chance.percent(15)) {
      change(batch, changed, traded);
    } else if (chance.percent(6)) {
      batch.taken = true;
      end(batch, order, ExecType.REJECT);
    } else if (chance.percent(45)) {
      trade(batch, order, half(order.left()));
    } else {
      trade(batch, order, order.left());
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
      batch.refused = true;
      batch.orders().forEach(WorkedOrder::end);
      say(batch, result(batch, ExecType.EXPIRED, null).setReason("too late").build());
    } else {
      batch.open().forEach(order -> end(batch, order, ExecType.EXPIRED));
    }
  }

  private void accept(WorkedBatch batch) {
    if (!batch.taken) {
      batch.taken = true;
      say(batch, result(batch, ExecType.ACK, null).build());
    }
  }

  private void trade(WorkedBatch batch, WorkedOrder order, BigDecimal quantity) {
    batch.taken = true;
    var whole = quantity.compareTo(order.left()) == 0;
    var price = market.price(order.order().getSecurityId());
    var said =
        result(batch, whole ? ExecType.FILL : ExecType.PARTIAL, order)
            .setQuantity(quantity)
            .setPrice(price)
            .build();
    order.trade(said.getExecutionId(), new WorkedOrder.Traded(quantity, price, said.getAt()));
    say(batch, said);
  }

  /** Takes an execution back, or says another price for it; the order is worked on. */
  private void change(WorkedBatch batch, WorkedOrder order, String executionId) {
    var before = order.traded().remove(executionId);
    if (chance.percent(50)) {
      say(batch, result(batch, ExecType.BUST, order).setRefExecutionId(executionId).build());
      return;
    }
    var price = before.price().add(new BigDecimal("0.01"));
    var said =
        result(batch, ExecType.CORRECT, order)
            .setRefExecutionId(executionId)
            .setQuantity(before.quantity())
            .setPrice(price)
            .build();
    order.correct(
        said.getExecutionId(), new WorkedOrder.Traded(before.quantity(), price, said.getAt()));
    say(batch, said);
  }

  private ExecutionResult.Builder result(WorkedBatch batch, ExecType type, WorkedOrder order) {
    return ExecutionResult.newBuilder()
        .setExecutionId("E-" + ++executions)
        .setExecType(type)
        .setOrderId(order == null ? null : order.order().getOrderId())
        .setBatchId(batch.batch().getBatchId())
        .setAt(time.now());
  }

  private void say(WorkedBatch batch, ExecutionResult result) {
    var record = batch.batch();
    sayings.add(new Saying(record.getCustodianId(), record.getAccountId(), result));
  }

  private void book(WorkedBatch batch) {
    batch.booked = true;
    if (!batch.taken) {
      return;
    }
    var record = batch.batch();
    var transfers =
        record.getTransfers().stream()
            .map(
                t -> new Transfer(t.getFromSleeveId(), t.getToSleeveId(), new Money(t.getAmount())))
            .toList();
    var before = books.get(record.getAccountId());
    publish(SleeveAccounting.book(before, transfers, fills(batch), time.now()));
  }

  private static List<Fill> fills(WorkedBatch batch) {
    var fills = new ArrayList<Fill>();
    for (var worked : batch.orders()) {
      var order = worked.order();
      for (var traded : worked.traded().values()) {
        fills.add(
            new Fill(
                order.getSleeveId(),
                order.getSecurityId(),
                TradeSide.valueOf(order.getSide().name()),
                new Quantity(traded.quantity()),
                new Price(traded.price()),
                traded.at(),
                TaxWire.readLots(order.getLots())));
      }
    }
    return fills;
  }

  /** A split, or anything else that changes holdings from outside. */
  void split(String security, int by) {
    for (var book : List.copyOf(books.values())) {
      var holds =
          book.sleeves().stream()
              .anyMatch(s -> s.holdings().stream().anyMatch(h -> h.securityId().equals(security)));
      if (holds) {
        publish(Snapshots.split(book, security, by, time.now()));
      }
    }
  }

  /** A dividend comes in, as it does at any time. */
  void pay(String account) {
    var amount = new Money(chance.money(1, 400));
    publish(Snapshots.paid(books.get(account), amount, time.now()));
  }

  /** Says a snapshot that was said before, and overtaken, or the newest again. */
  void repeat(String account) {
    var snapshot = chance.percent(40) ? published.get(account) : overtaken.get(account);
    if (snapshot != null) {
      outside.send(Topics.POSITIONS, account, PositionsWire.write(snapshot));
    }
  }

  private void publish(Positions after) {
    var id = after.accountId();
    books.put(id, after);
    overtaken.put(id, published.put(id, after));
    outside.send(Topics.POSITIONS, id, PositionsWire.write(after));
    if (chance.percent(50)) {
      outside.send(Topics.CUSTODIAN_POSITIONS, id, CustodianPositionsWire.agreeing(after));
    }
  }
}
