package io.evenkeel.backtest;

import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order on paper: filled whole, or rejected. Ids follow from the order's, so
 * that every run makes the same.
 *
 * @param fill {@code null} where it was rejected
 * @param refusal why it was rejected, {@code null} where it was filled
 */
record PaperFill(Order order, @Nullable Fill fill, @Nullable String refusal) {
  private static final String FILL = "fill";

  Optional<Fill> booked() {
    return Optional.ofNullable(fill);
  }

  /** The id of the execution that fills it. */
  String fillId() {
    return executionId(FILL);
  }

  private String executionId(String suffix) {
    return order.getOrderId() + "-" + suffix;
  }

  /** Dollars that changed hands, 0 or more. */
  Money traded() {
    return fill == null ? Money.ZERO : fill.cash();
  }

  /**
   * What the custodian says of it. One that answers at once needs no word in between.
   *
   * @param day on which it is traded and settled
   */
  ExecutionResult result(ApprovedTradeBatch batch, Instant at, LocalDate day) {
    if (fill == null) {
      return result(batch, ExecType.REJECT, "reject", at).setReason(refusal).build();
    }
    return result(batch, ExecType.FILL, FILL, at)
        .setQuantity(fill.quantity().units())
        .setPrice(fill.price().perUnit())
        .setFees(fill.fees().dollars())
        .setNetAmount(fill.net().dollars())
        .setTradeDate(day)
        .setSettleDate(day)
        .build();
  }

  /** What the custodian says of a batch that only transfers: that it is accepted. */
  static ExecutionResult accepted(ApprovedTradeBatch batch, Instant at) {
    return ExecutionResult.newBuilder()
        .setExecutionId(batch.getBatchId() + "-ack")
        .setExecType(ExecType.ACK)
        .setBatchId(batch.getBatchId())
        .setAt(at)
        .build();
  }

  /** What the custodian says of a batch that was canceled before it worked any of it. */
  static ExecutionResult canceled(ApprovedTradeBatch batch, Instant at) {
    return ofBatch(batch, ExecType.CANCELED, "canceled", "canceled", at);
  }

  /** What the custodian says of an order that was canceled before it was worked. */
  static ExecutionResult canceled(ApprovedTradeBatch batch, Order order, Instant at) {
    return new PaperFill(order, null, "canceled")
        .result(batch, ExecType.CANCELED, "canceled", at)
        .setQuantity(Quantity.ZERO.units())
        .setReason("canceled")
        .build();
  }

  /** What the custodian says of a cancellation that finds nothing open. */
  static ExecutionResult tooLate(ApprovedTradeBatch batch, Instant at) {
    return ofBatch(
        batch, ExecType.CANCEL_REJECTED, "too-late", "too late: nothing of it is open", at);
  }

  /** What the custodian says of a batch that is to replace one which is not over. */
  static ExecutionResult replacesTooSoon(ApprovedTradeBatch batch, Instant at) {
    return ofBatch(
        batch,
        ExecType.REJECT,
        "reject",
        "an order of the batch that it replaces can still fill",
        at);
  }

  private static ExecutionResult ofBatch(
      ApprovedTradeBatch batch, ExecType type, String suffix, String reason, Instant at) {
    return ExecutionResult.newBuilder()
        .setExecutionId(batch.getBatchId() + "-" + suffix)
        .setExecType(type)
        .setBatchId(batch.getBatchId())
        .setReason(reason)
        .setAt(at)
        .build();
  }

  /** What the custodian says of an order that nobody released in time. */
  static ExecutionResult expired(ApprovedTradeBatch batch, Order order, Instant at) {
    return new PaperFill(order, null, "held and not released by its executeBy")
        .result(batch, ExecType.EXPIRED, "expired", at)
        .setReason("held and not released by its executeBy")
        .build();
  }

  private ExecutionResult.Builder result(
      ApprovedTradeBatch batch, ExecType type, String suffix, Instant at) {
    return ExecutionResult.newBuilder()
        .setExecutionId(executionId(suffix))
        .setExecType(type)
        .setOrderId(order.getOrderId())
        .setCustodianOrderId("paper-" + order.getOrderId())
        .setBatchId(batch.getBatchId())
        .setAt(at);
  }
}
