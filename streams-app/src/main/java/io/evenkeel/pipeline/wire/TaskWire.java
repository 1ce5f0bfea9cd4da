package io.evenkeel.pipeline.wire;

import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.tax.GroupSale;
import io.evenkeel.schemas.AccountTaskType;
import io.evenkeel.schemas.ApproveTask;
import io.evenkeel.schemas.BuildTask;
import io.evenkeel.schemas.DiscardReason;
import io.evenkeel.schemas.DiscardTask;
import io.evenkeel.schemas.ReleaseRefusedTask;
import io.evenkeel.schemas.Source;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Topic {@code account-tasks}. */
public final class TaskWire {
  private TaskWire() {}

  public static io.evenkeel.schemas.AccountTask write(AccountTask task) {
    if (task instanceof AccountTask.Build build) {
      return headed(task, AccountTaskType.BUILD, build.at()).setBuild(payload(build)).build();
    }
    if (task instanceof AccountTask.Approve approve) {
      return headed(task, AccountTaskType.APPROVE, approve.approvedAt())
          .setApprove(payload(approve))
          .build();
    }
    if (task instanceof AccountTask.Discard discard) {
      return headed(task, AccountTaskType.DISCARD, discard.at())
          .setDiscard(new DiscardTask(Symbols.write(discard.reason(), DiscardReason.class)))
          .build();
    }
    var refused = (AccountTask.ReleaseRefused) task;
    return headed(task, AccountTaskType.RELEASE_REFUSED, refused.at())
        .setReleaseRefused(
            new ReleaseRefusedTask(
                refused.batchId(),
                refused.sentence(),
                List.copyOf(refused.orderIds()),
                refused.releaseId()))
        .build();
  }

  public static AccountTask read(String accountId, io.evenkeel.schemas.AccountTask wire) {
    return switch (wire.getType()) {
      case BUILD -> build(accountId, wire, Texts.payload(wire.getBuild(), wire.getType()));
      case APPROVE -> approve(accountId, wire, Texts.payload(wire.getApprove(), wire.getType()));
      case DISCARD ->
          new AccountTask.Discard(
              wire.getRequestId(),
              accountId,
              Symbols.read(
                  Texts.payload(wire.getDiscard(), wire.getType()).getReason(),
                  AccountTask.Discard.Reason.class,
                  "reason"),
              wire.getAt());
      case RELEASE_REFUSED ->
          refused(accountId, wire, Texts.payload(wire.getReleaseRefused(), wire.getType()));
      case UNKNOWN ->
          throw new IllegalArgumentException("the type of a task is not known to this release");
    };
  }

  private static io.evenkeel.schemas.AccountTask.Builder headed(
      AccountTask task, AccountTaskType type, Instant at) {
    return io.evenkeel.schemas.AccountTask.newBuilder()
        .setType(type)
        .setRequestId(task.requestId())
        .setAccountId(task.accountId())
        .setAt(at);
  }

  private static BuildTask payload(AccountTask.Build build) {
    return BuildTask.newBuilder()
        .setFirmId(build.firmId())
        .setLogic(Symbols.writeNullable(build.logic(), io.evenkeel.schemas.TradeLogic.class))
        .setScope(ScopeWire.write(build.scope()))
        .setSource(Symbols.write(build.source(), Source.class))
        .setGroupSales(
            build.groupSales().stream()
                .map(sale -> new io.evenkeel.schemas.GroupSale(sale.securityId(), sale.accountId()))
                .toList())
        .build();
  }

  private static ApproveTask payload(AccountTask.Approve approve) {
    return ApproveTask.newBuilder()
        .setExpectedHash(approve.expectedHash())
        .setApprovedBy(approve.approvedBy())
        .setApprovedAt(approve.approvedAt())
        .setExecuteBy(approve.executeBy())
        .build();
  }

  private static AccountTask build(
      String accountId, io.evenkeel.schemas.AccountTask wire, BuildTask build) {
    return new AccountTask.Build(
        wire.getRequestId(),
        accountId,
        build.getFirmId(),
        Symbols.readNullable(build.getLogic(), TradeLogic.class, "logic"),
        ScopeWire.read(build.getScope()),
        Symbols.read(build.getSource(), Acr.Source.class, "source"),
        build.getGroupSales().stream()
            .map(sale -> new GroupSale(sale.getSecurityId(), sale.getAccountId()))
            .toList(),
        wire.getAt());
  }

  private static AccountTask approve(
      String accountId, io.evenkeel.schemas.AccountTask wire, ApproveTask approve) {
    return new AccountTask.Approve(
        wire.getRequestId(),
        accountId,
        approve.getExpectedHash(),
        approve.getApprovedBy(),
        approve.getApprovedAt(),
        approve.getExecuteBy());
  }

  private static AccountTask refused(
      String accountId, io.evenkeel.schemas.AccountTask wire, ReleaseRefusedTask refused) {
    return new AccountTask.ReleaseRefused(
        wire.getRequestId(),
        accountId,
        refused.getBatchId(),
        refused.getSentence(),
        wire.getAt(),
        new TreeSet<>(refused.getReleasedOrders()),
        refused.getReleaseId());
  }
}
