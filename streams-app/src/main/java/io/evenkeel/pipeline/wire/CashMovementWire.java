package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.Ask;
import io.evenkeel.core.account.CashSchedule.Recurrence;
import io.evenkeel.core.account.Output.CashMoved;
import io.evenkeel.core.account.Owner;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.CashFlow;
import io.evenkeel.schemas.CashMovement;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementMethod;
import io.evenkeel.schemas.CashMovementPart;
import io.evenkeel.schemas.CashMovementRecurrence;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import io.evenkeel.schemas.IssueCode;
import java.util.List;

/** Cash movements as they are asked for, built and told: topic {@code cash-movements}. */
public final class CashMovementWire {
  private CashMovementWire() {}

  static Ask read(CashMovement wire) {
    return new Ask.CashMovement(
        Texts.required(wire.getMovementId(), "movementId"),
        direction(wire.getDirection()),
        new Money(wire.getAmount()),
        method(wire.getMethod()),
        readParts(wire.getParts()),
        wire.getDate(),
        Symbols.readNullable(wire.getRecurrence(), Recurrence.class, "recurrence"),
        wire.getUntil(),
        wire.getDates());
  }

  private static CashFlow.Direction direction(CashMovementDirection wire) {
    return Symbols.read(wire, CashFlow.Direction.class, "direction");
  }

  private static CashFlow.Method method(CashMovementMethod wire) {
    return Symbols.read(wire, CashFlow.Method.class, "method");
  }

  private static List<CashFlow.Part> readParts(List<CashMovementPart> wire) {
    return wire.stream()
        .map(
            part ->
                new CashFlow.Part(
                    Texts.required(part.getSleeveId(), "sleeveId"),
                    Texts.optional(part.getSecurityId()),
                    new Money(part.getAmount())))
        .toList();
  }

  private static List<CashMovementPart> parts(List<CashFlow.Part> parts) {
    return parts.stream()
        .map(
            part ->
                new CashMovementPart(part.sleeveId(), part.securityId(), part.amount().dollars()))
        .toList();
  }

  static io.evenkeel.schemas.CashFlow write(BuildScope.CashMovement scope) {
    var flow = scope.flow();
    return io.evenkeel.schemas.CashFlow.newBuilder()
        .setRunId(scope.runId())
        .setDirection(Symbols.write(flow.direction(), CashMovementDirection.class))
        .setAmount(flow.amount().dollars())
        .setMethod(Symbols.write(flow.method(), CashMovementMethod.class))
        .setParts(parts(flow.parts()))
        .setReserved(flow.reserved().dollars())
        .build();
  }

  static BuildScope read(io.evenkeel.schemas.CashFlow wire) {
    return new BuildScope.CashMovement(
        Texts.required(wire.getRunId(), "runId"),
        new CashFlow(
            direction(wire.getDirection()),
            new Money(wire.getAmount()),
            method(wire.getMethod()),
            readParts(wire.getParts()),
            new Money(wire.getReserved())));
  }

  /** A run in one of its states. */
  public static CashMovementRun write(Owner owner, CashMoved moved) {
    var run = moved.run();
    var flow = moved.movement().flow();
    return CashMovementRun.newBuilder()
        .setRunId(run.runId())
        .setMovementId(run.movementId())
        .setAccountId(owner.accountId())
        .setFirmId(owner.firmId())
        .setAdvisorId(owner.advisorId())
        .setCustodianId(owner.custodianId())
        .setDirection(Symbols.write(flow.direction(), CashMovementDirection.class))
        .setAmount(flow.amount().dollars())
        .setMethod(Symbols.write(flow.method(), CashMovementMethod.class))
        .setParts(parts(flow.parts()))
        .setRecurrence(
            Symbols.writeNullable(
                moved.movement().schedule().recurrence(), CashMovementRecurrence.class))
        .setDate(run.date())
        .setDueAt(run.dueAt())
        .setStatus(Symbols.write(run.state(), CashMovementStatus.class))
        .setRequestId(run.requestId())
        .setBatchId(run.batchId())
        .setIssue(Symbols.writeNullable(run.issue(), IssueCode.class))
        .setSentence(run.sentence())
        .setRequestedBy(moved.movement().requestedBy())
        .setAt(moved.at())
        .build();
  }
}
