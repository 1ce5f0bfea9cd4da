package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Works orders, and says what became of them: late, twice and in any order. */
final class TradingDesk {
  /** Something on its way onto a topic. */
  private record Saying(String custodian, String account, ExecutionResult result) {}

  private final Chance chance;
  private final Outside outside;
  private final VirtualTime time;
  private final MarketMaker market;
  private final List<Saying> sayings = new ArrayList<>();
  private int executions;

  TradingDesk(Chance chance, Outside outside, VirtualTime time, MarketMaker market) {
    this.chance = chance;
    this.outside = outside;
    this.time = time;
    this.market = market;
  }

  /** Whether there is anything left to say. */
  boolean isSpeaking() {
    return !sayings.isEmpty();
  }

  /** Says one of the things that are left to say, and maybe not for the last time. */
  void sayOne() {
    var saying = sayings.remove(chance.below(sayings.size()));
    send(saying);
    if (chance.percent(12)) {
      sayings.add(saying);
    }
  }

  /** Says everything that is left to say. */
  void sayAll() {
    chance.shuffle(sayings);
    sayings.forEach(this::send);
    sayings.clear();
  }

  private void send(Saying saying) {
    outside.sendTo(saying.custodian, Topics.EXECUTION_RESULTS, saying.account, saying.result);
  }

  /** The batch ends as a whole, with nothing done. */
  void refuse(WorkedBatch batch, ExecType how, String reason) {
    batch.refused = true;
    say(batch, result(batch, how, null).setReason(reason).build());
  }

  void end(WorkedBatch batch, WorkedOrder order, ExecType how) {
    order.end();
    say(batch, result(batch, how, order).setQuantity(order.filled()).setReason("ended").build());
  }

  void accept(WorkedBatch batch) {
    if (!batch.taken) {
      batch.taken = true;
      say(batch, result(batch, ExecType.ACK, null).build());
    }
  }

  void trade(WorkedBatch batch, WorkedOrder order, BigDecimal quantity) {
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
  void change(WorkedBatch batch, WorkedOrder order, String executionId) {
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
}
