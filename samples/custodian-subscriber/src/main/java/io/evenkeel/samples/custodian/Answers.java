package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What is said on {@code execution-results.<custodian>}. An execution id follows from the order, or
 * the batch, and what happened to it, so that nothing can be said under two ids.
 */
final class Answers {
  private static final ZoneId TRADING_DAYS = ZoneId.of("America/New_York");

  /** Decimals of a quantity and of a price on the wire. */
  private static final int DECIMALS = 10;

  static {
    GeneratedClasses.trust();
  }

  private Answers() {}

  /** The whole batch is here and accepted, its transfers too. */
  static ExecutionResult accepted(ApprovedTradeBatch batch, Instant at) {
    return ofBatch(batch.getBatchId(), ExecType.ACK, at).build();
  }

  /** Nothing of the batch is done, its transfers neither. */
  static ExecutionResult refused(ApprovedTradeBatch batch, String reason, Instant at) {
    return ofBatch(batch.getBatchId(), ExecType.REJECT, at).setReason(reason).build();
  }

  /** The batch was canceled before anything of it was taken. */
  static ExecutionResult neverTaken(String batchId, Instant at) {
    return ofBatch(batchId, ExecType.CANCELED, at)
        .setReason("canceled before anything of it was taken")
        .build();
  }

  /** Nothing of the batch could be canceled any more. */
  static ExecutionResult tooLateToCancel(String batchId, Instant at) {
    return ofBatch(batchId, ExecType.CANCEL_REJECTED, at)
        .setReason("nothing of it is open any more")
        .build();
  }

  /** An order that ended before it was filled: CANCELED or EXPIRED. */
  static ExecutionResult ended(
      ApprovedTradeBatch batch, Order order, ExecType type, BigDecimal filled, Instant at) {
    return ofOrder(batch, order, type.name(), at)
        .setExecType(type)
        .setQuantity(wire(filled))
        .setReason(type == ExecType.EXPIRED ? "past its executeBy" : "canceled")
        .build();
  }

  static ExecutionResult rejected(
      ApprovedTradeBatch batch, Order order, String reason, Instant at) {
    return ofOrder(batch, order, ExecType.REJECT.name(), at)
        .setExecType(ExecType.REJECT)
        .setReason(reason)
        .build();
  }

  /** A trade: FILL where it completes the order, PARTIAL where it does not. */
  static ExecutionResult traded(
      ApprovedTradeBatch batch, Order order, Market.Traded trade, BigDecimal filledBefore) {
    var filled = filledBefore.add(trade.quantity());
    var isWhole = filled.compareTo(order.getQuantity()) >= 0;
    return ofOrder(batch, order, String.valueOf(trade.number()), trade.at())
        .setExecType(isWhole ? ExecType.FILL : ExecType.PARTIAL)
        .setQuantity(wire(trade.quantity()))
        .setPrice(wire(trade.price()))
        .setTradeDate(LocalDate.ofInstant(trade.at(), TRADING_DAYS))
        .build();
  }

  private static ExecutionResult.Builder ofBatch(String batchId, ExecType type, Instant at) {
    return ExecutionResult.newBuilder()
        .setExecutionId(batchId + "/" + type)
        .setExecType(type)
        .setBatchId(batchId)
        .setAt(at);
  }

  private static ExecutionResult.Builder ofOrder(
      ApprovedTradeBatch batch, Order order, String suffix, Instant at) {
    return ExecutionResult.newBuilder()
        .setExecutionId(order.getOrderId() + "/" + suffix)
        .setOrderId(order.getOrderId())
        .setCustodianOrderId("C-" + order.getOrderId())
        .setBatchId(batch.getBatchId())
        .setAt(at);
  }

  /** More decimals than the wire has are a fault, not something to round. */
  private static BigDecimal wire(BigDecimal number) {
    return number.setScale(DECIMALS, RoundingMode.UNNECESSARY);
  }
}
