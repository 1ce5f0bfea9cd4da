package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.Output.AcrChanged;
import io.evenkeel.core.account.Owner;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.SleeveChange;
import io.evenkeel.schemas.AcrStatus;
import io.evenkeel.schemas.AcrType;
import io.evenkeel.schemas.ProposedAcr;
import io.evenkeel.schemas.Source;

/** Topic {@code acrs}, and the ACRs that a proposal carries. */
public final class AcrWire {
  private AcrWire() {}

  public static io.evenkeel.schemas.Acr write(Owner owner, AcrChanged changed) {
    var acr = changed.acr();
    var change = acr.change();
    return io.evenkeel.schemas.Acr.newBuilder()
        .setAcrId(acr.acrId())
        .setRequestId(acr.requestId())
        .setAccountId(acr.accountId())
        .setFirmId(owner.firmId())
        .setAdvisorId(owner.advisorId())
        .setCustodianId(owner.custodianId())
        .setModelId(change.modelId())
        .setSleeveId(change.sleeveId())
        .setType(Symbols.write(change.type(), AcrType.class))
        .setSource(Symbols.write(acr.source(), Source.class))
        .setAmount(change.amount().dollars())
        .setLeverageBefore(change.before().multiplier())
        .setLeverageApplied(change.applied().multiplier())
        .setLatches(change.latches())
        .setStatus(Symbols.write(changed.state(), AcrStatus.class))
        .setBatchId(changed.batchId())
        .setReason(changed.reason())
        .setAt(changed.at())
        .build();
  }

  static ProposedAcr proposed(Acr acr) {
    var change = acr.change();
    return ProposedAcr.newBuilder()
        .setAcrId(acr.acrId())
        .setModelId(change.modelId())
        .setSleeveId(change.sleeveId())
        .setType(Symbols.write(change.type(), AcrType.class))
        .setSource(Symbols.write(acr.source(), Source.class))
        .setAmount(change.amount().dollars())
        .setLeverageBefore(change.before().multiplier())
        .setLeverageApplied(change.applied().multiplier())
        .setLatches(change.latches())
        .build();
  }

  static Acr read(String requestId, String accountId, ProposedAcr wire) {
    return new Acr(
        wire.getAcrId(),
        requestId,
        accountId,
        new SleeveChange(
            wire.getModelId(),
            wire.getSleeveId(),
            Symbols.read(wire.getType(), SleeveChange.Type.class, "type"),
            new Money(wire.getAmount()),
            new Leverage(wire.getLeverageBefore()),
            new Leverage(wire.getLeverageApplied()),
            wire.getLatches()),
        Symbols.read(wire.getSource(), Acr.Source.class, "source"));
  }
}
