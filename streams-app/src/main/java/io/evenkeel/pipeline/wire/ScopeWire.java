package io.evenkeel.pipeline.wire;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.BuildScope.AllocateSleeve;
import io.evenkeel.core.rebalance.BuildScope.CashMovement;
import io.evenkeel.core.rebalance.BuildScope.LiquidateSleeve;
import io.evenkeel.core.rebalance.BuildScope.WholeAccount;
import io.evenkeel.schemas.BuildScopeType;

/** What a build is asked to build. */
final class ScopeWire {
  private ScopeWire() {}

  static io.evenkeel.schemas.BuildScope write(BuildScope scope) {
    var wire = io.evenkeel.schemas.BuildScope.newBuilder();
    if (scope instanceof AllocateSleeve allocate) {
      return wire.setType(BuildScopeType.ALLOCATE_SLEEVE)
          .setModelId(allocate.modelId())
          .setAmount(allocate.amount().dollars())
          .setForced(allocate.forced())
          .build();
    }
    if (scope instanceof LiquidateSleeve liquidate) {
      return wire.setType(BuildScopeType.LIQUIDATE_SLEEVE).setModelId(liquidate.modelId()).build();
    }
    if (scope instanceof CashMovement movement) {
      return wire.setType(BuildScopeType.CASH_MOVEMENT)
          .setCashFlow(CashMovementWire.write(movement))
          .build();
    }
    return wire.setType(BuildScopeType.WHOLE_ACCOUNT).build();
  }

  static BuildScope read(io.evenkeel.schemas.BuildScope wire) {
    return switch (wire.getType()) {
      case WHOLE_ACCOUNT -> new WholeAccount();
      case ALLOCATE_SLEEVE ->
          new AllocateSleeve(
              Texts.required(wire.getModelId(), "modelId"),
              new Money(Texts.payload(wire.getAmount(), wire.getType())),
              wire.getForced());
      case LIQUIDATE_SLEEVE -> new LiquidateSleeve(Texts.required(wire.getModelId(), "modelId"));
      case CASH_MOVEMENT ->
          CashMovementWire.read(Texts.payload(wire.getCashFlow(), wire.getType()));
      case UNKNOWN ->
          throw new IllegalArgumentException("the scope of a build is not known to this release");
    };
  }
}
