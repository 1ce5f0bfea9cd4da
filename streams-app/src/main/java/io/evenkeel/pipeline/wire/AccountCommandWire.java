package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.AccountCommand;
import io.evenkeel.core.account.Ask;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.Money;
import io.evenkeel.schemas.AssignTarget;
import io.evenkeel.schemas.OpeningState;
import java.util.TreeSet;

/** Topic {@code account-commands}. */
public final class AccountCommandWire {
  private AccountCommandWire() {}

  public static AccountCommand read(String accountId, io.evenkeel.schemas.AccountCommand wire) {
    return new AccountCommand(
        Texts.required(wire.getCommandId(), "commandId"),
        wire.getSentBy(),
        Texts.optional(wire.getFirmId()),
        wire.getSentAt(),
        ask(wire));
  }

  private static Ask ask(io.evenkeel.schemas.AccountCommand wire) {
    var type = wire.getType();
    return switch (type) {
      case OPENING_STATE -> opening(Texts.payload(wire.getOpeningState(), type));
      case ASSIGN_TARGET -> assign(Texts.payload(wire.getAssignTarget(), type));
      case REMOVE_TARGET -> new Ask.RemoveTarget();
      case SET_REBALANCING ->
          new Ask.SetRebalancing(Texts.payload(wire.getSetRebalancing(), type).getOn());
      case ALLOCATE_SLEEVE -> allocate(Texts.payload(wire.getAllocateSleeve(), type));
      case LIQUIDATE_SLEEVE -> liquidate(Texts.payload(wire.getLiquidateSleeve(), type));
      case RELEASE_BATCH ->
          new Ask.ReleaseBatch(
              Texts.required(Texts.payload(wire.getReleaseBatch(), type).getBatchId(), "batchId"));
      case CANCEL_BATCH ->
          new Ask.CancelBatch(
              Texts.required(Texts.payload(wire.getCancelBatch(), type).getBatchId(), "batchId"));
      case REPLACE_BATCH -> replaceBatch(Texts.payload(wire.getReplaceBatch(), type));
      case RELEASE_ORDERS -> releaseOrders(Texts.payload(wire.getReleaseOrders(), type));
      case CASH_MOVEMENT -> CashMovementWire.read(Texts.payload(wire.getCashMovement(), type));
      case CANCEL_CASH_MOVEMENT ->
          new Ask.CancelCashMovement(
              Texts.required(
                  Texts.payload(wire.getCancelCashMovement(), type).getMovementId(), "movementId"));
      case WAIVE_RECONCILIATION -> waive(Texts.payload(wire.getWaiveReconciliation(), type));
      case UNKNOWN ->
          throw new UnknownCommandTypeException(
              "the type of this command is missing or not known to this release; send one of those"
                  + " that the schema lists");
    };
  }

  private static Ask releaseOrders(io.evenkeel.schemas.ReleaseOrders wire) {
    return new Ask.ReleaseOrders(
        Texts.required(wire.getBatchId(), "batchId"), new TreeSet<>(wire.getOrderIds()));
  }

  private static Ask replaceBatch(io.evenkeel.schemas.ReplaceBatch wire) {
    return new Ask.ReplaceBatch(
        Texts.required(wire.getBatchId(), "batchId"),
        Texts.required(wire.getRequestId(), "requestId"),
        Symbols.readNullable(wire.getTradeLogic(), TradeLogic.class, "tradeLogic"));
  }

  private static Ask waive(io.evenkeel.schemas.WaiveReconciliation wire) {
    return new Ask.WaiveReconciliation(
        Texts.required(wire.getDifferenceId(), "differenceId"),
        Texts.required(wire.getWaivedBy(), "waivedBy"),
        wire.getReason());
  }

  private static Ask opening(OpeningState wire) {
    return new Ask.OpeningState(
        wire.getTargetId(),
        wire.getRebalancing(),
        wire.getEstablished(),
        Units.leverages(wire.getLeverage()));
  }

  private static Ask assign(AssignTarget wire) {
    return new Ask.AssignTarget(
        Texts.required(wire.getTargetId(), "targetId"),
        wire.getRebalancing(),
        wire.getRebalanceNow());
  }

  private static Ask allocate(io.evenkeel.schemas.AllocateSleeve wire) {
    return new Ask.AllocateSleeve(
        Texts.required(wire.getRequestId(), "requestId"),
        Texts.required(wire.getModelId(), "modelId"),
        new Money(wire.getAmount()),
        wire.getForced());
  }

  private static Ask liquidate(io.evenkeel.schemas.LiquidateSleeve wire) {
    return new Ask.LiquidateSleeve(
        Texts.required(wire.getRequestId(), "requestId"),
        Texts.required(wire.getModelId(), "modelId"));
  }
}
