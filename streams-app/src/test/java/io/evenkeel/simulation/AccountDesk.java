package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AllocateSleeve;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.AssignTarget;
import io.evenkeel.schemas.CancelBatch;
import io.evenkeel.schemas.CashMovement;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementMethod;
import io.evenkeel.schemas.LiquidateSleeve;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.ReleaseBatch;
import io.evenkeel.schemas.ReleaseOrders;
import io.evenkeel.schemas.RemoveTarget;
import io.evenkeel.schemas.ReplaceBatch;
import io.evenkeel.schemas.SetRebalancing;
import java.util.List;

/** Where advisors ask for something of an account, or of a batch of it. */
final class AccountDesk {
  private final Chance chance;
  private final GeneratedBook book;
  private final CustodianHouse custodians;
  private final SentCommands commands;

  private interface Asking {
    void of(AccountCommand.Builder command);
  }

  AccountDesk(Chance chance, GeneratedBook book, CustodianHouse custodians, SentCommands commands) {
    this.chance = chance;
    this.book = book;
    this.custodians = custodians;
    this.commands = commands;
  }

  void aboutBatches() {
    var batch = chance.any(custodians.batches().values());
    if (batch == null) {
      return;
    }
    var record = batch.batch();
    var id = record.getBatchId();
    var what = chance.below(10);
    if (what < 5) {
      releaseHeld(record);
    } else if (what < 7) {
      ask(
          record,
          AccountCommandType.CANCEL_BATCH,
          b -> b.setCancelBatch(CancelBatch.newBuilder().setBatchId(id).build()));
    } else if (what < 9) {
      var as =
          ReplaceBatch.newBuilder()
              .setBatchId(id)
              .setRequestId(commands.newId(Advisors.REPLACEMENT))
              .build();
      ask(record, AccountCommandType.REPLACE_BATCH, b -> b.setReplaceBatch(as));
    } else if (batch.isOver()) {
      ask(
          record,
          AccountCommandType.RELEASE_BATCH,
          b -> b.setReleaseBatch(ReleaseBatch.newBuilder().setBatchId(id).build()));
    }
  }

  private void releaseHeld(ApprovedTradeBatch record) {
    var held =
        record.getOrders().stream()
            .filter(o -> o.getStatus() == OrderReleaseStatus.HELD)
            .map(o -> o.getOrderId())
            .toList();
    if (!held.isEmpty()) {
      var ask =
          ReleaseOrders.newBuilder().setBatchId(record.getBatchId()).setOrderIds(held).build();
      ask(record, AccountCommandType.RELEASE_ORDERS, b -> b.setReleaseOrders(ask));
    }
  }

  private void ask(ApprovedTradeBatch of, AccountCommandType type, Asking asking) {
    ask(of.getAccountId(), of.getFirmId(), type, asking);
  }

  private void ask(String account, String firm, AccountCommandType type, Asking asking) {
    var command = book.command(firm, type);
    asking.of(command);
    commands.send(Topics.ACCOUNT_COMMANDS, account, command.build());
  }

  void aboutAnAccount() {
    var id = chance.one(List.copyOf(book.accounts().keySet()));
    var firm = chance.percent(97) ? book.accounts().get(id).getFirmId() : "F-9";
    var target = chance.one(book.targets(book.accounts().get(id).getFirmId()));
    var model = GeneratedBook.model(book.accounts().get(id).getFirmId());
    switch (chance.below(10)) {
      case 0, 1 ->
          ask(
              id,
              firm,
              AccountCommandType.ASSIGN_TARGET,
              b ->
                  b.setAssignTarget(
                      AssignTarget.newBuilder()
                          .setTargetId(target)
                          .setRebalancing(true)
                          .setRebalanceNow(chance.percent(40))
                          .build()));
      case 2 ->
          ask(
              id,
              firm,
              AccountCommandType.SET_REBALANCING,
              b ->
                  b.setSetRebalancing(
                      SetRebalancing.newBuilder().setOn(chance.percent(60)).build()));
      case 3 ->
          ask(
              id,
              firm,
              AccountCommandType.REMOVE_TARGET,
              b -> b.setRemoveTarget(RemoveTarget.newBuilder().build()));
      case 4 ->
          ask(
              id,
              firm,
              AccountCommandType.ALLOCATE_SLEEVE,
              b ->
                  b.setAllocateSleeve(
                      AllocateSleeve.newBuilder()
                          .setRequestId(commands.newId("L-"))
                          .setModelId(model)
                          .setAmount(chance.money(1, 900))
                          .setForced(true)
                          .build()));
      case 5 ->
          ask(
              id,
              firm,
              AccountCommandType.LIQUIDATE_SLEEVE,
              b ->
                  b.setLiquidateSleeve(
                      LiquidateSleeve.newBuilder()
                          .setRequestId(commands.newId("L-"))
                          .setModelId(model)
                          .build()));
      case 6 ->
          ask(
              chance.percent(20) ? "A-UNKNOWN" : id,
              firm,
              AccountCommandType.SET_REBALANCING,
              b -> b.setSetRebalancing(SetRebalancing.newBuilder().setOn(true).build()));
      default ->
          ask(id, firm, AccountCommandType.CASH_MOVEMENT, b -> b.setCashMovement(movement()));
    }
  }

  private CashMovement movement() {
    return CashMovement.newBuilder()
        .setMovementId(commands.newId("M-"))
        .setDirection(
            chance.percent(50) ? CashMovementDirection.DEPOSIT : CashMovementDirection.WITHDRAWAL)
        .setAmount(chance.money(100, 3_000))
        .setMethod(
            chance.one(
                List.of(
                    CashMovementMethod.REBALANCER,
                    CashMovementMethod.PRO_RATA,
                    CashMovementMethod.EQUAL_WEIGHT)))
        .build();
  }
}
