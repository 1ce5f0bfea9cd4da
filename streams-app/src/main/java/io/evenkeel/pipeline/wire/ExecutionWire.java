package io.evenkeel.pipeline.wire;

import io.evenkeel.core.history.Execution;
import io.evenkeel.schemas.ExecutionResult;

/** Topics {@code execution-results.<custodian>}. */
public final class ExecutionWire {
  private ExecutionWire() {}

  /**
   * @param custodianId whose topic the result came by, whatever it says itself
   */
  public static Execution execution(String accountId, ExecutionResult wire, String custodianId) {
    if (!wire.getCurrency().equals("USD")) {
      throw new IllegalArgumentException(
          "currency " + wire.getCurrency() + " is not supported; send results in USD");
    }
    return new Execution(
        Texts.required(wire.getExecutionId(), "executionId"),
        Symbols.read(wire.getExecType(), Execution.Type.class, "execType"),
        wire.getRefExecutionId(),
        wire.getOrderId(),
        wire.getCustodianOrderId(),
        accountId,
        wire.getBatchId(),
        custodianId,
        Units.quantity(wire.getQuantity()),
        Units.price(wire.getPrice()),
        Units.money(wire.getFees()),
        Units.money(wire.getNetAmount()),
        wire.getTradeDate(),
        wire.getSettleDate(),
        wire.getReason(),
        wire.getAt());
  }
}
