package io.evenkeel.core.account;

import io.evenkeel.core.account.Ask.AllocateSleeve;
import io.evenkeel.core.account.Ask.AssignTarget;
import io.evenkeel.core.account.Ask.CancelBatch;
import io.evenkeel.core.account.Ask.CancelCashMovement;
import io.evenkeel.core.account.Ask.CashMovement;
import io.evenkeel.core.account.Ask.LiquidateSleeve;
import io.evenkeel.core.account.Ask.OpeningState;
import io.evenkeel.core.account.Ask.ReleaseBatch;
import io.evenkeel.core.account.Ask.ReleaseOrders;
import io.evenkeel.core.account.Ask.ReplaceBatch;
import io.evenkeel.core.account.Ask.SetRebalancing;
import io.evenkeel.core.account.Ask.WaiveReconciliation;
import io.evenkeel.core.account.CommandMemory.Refusal;
import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.rebalance.BuildScope;
import org.jspecify.annotations.Nullable;

/** Answers one command about a known account: it is done, or refused with a reason. */
final class Commands implements Ask.Visitor<Decision> {
  private final AccountBook book;
  private final Account account;
  private final AccountCommand command;
  private final Moment moment;

  private Commands(AccountBook book, Account account, AccountCommand command, Moment moment) {
    this.book = book;
    this.account = account;
    this.command = command;
    this.moment = moment;
  }

  /** What an own target or an owed acknowledgement changes comes before what the command does. */
  static Decision answer(AccountBook book, Account account, AccountCommand command, Moment moment) {
    var settled = Settling.settled(book, moment);
    var commands = new Commands(settled, account, command, moment);
    var firmId = command.firmId();
    return firmId != null && !firmId.equals(account.firmId())
        ? commands.refused(
            RejectionCode.WRONG_FIRM,
            "Account %s does not belong to firm %s; send the command as the account's own firm."
                .formatted(account.accountId(), firmId))
        : command.ask().match(commands);
  }

  /** Refuses a command, and remembers that it was. */
  static Decision refused(AccountBook book, AccountCommand command, Refusal refusal, Moment now) {
    return Decision.of(
        remembering(book, command.commandId(), refusal, now),
        new Output.Rejected(command, refusal.code(), refusal.sentence(), now.now()));
  }

  /** What was done was not let through: from now on it is answered as refused. */
  static Decision takenBack(AccountBook book, String commandId, Refusal refusal, Moment moment) {
    return Decision.of(
        remembering(book, commandId, refusal, moment),
        new Output.TakenBack(commandId, refusal.code(), refusal.sentence(), moment.now()));
  }

  private static AccountBook remembering(
      AccountBook book, String commandId, @Nullable Refusal refusal, Moment moment) {
    var answer = new CommandMemory.Answer(moment.now(), refusal);
    return book.withCommands(book.commands().with(commandId, answer));
  }

  private Decision refused(RejectionCode code, String sentence) {
    return refused(book, command, new Refusal(code, sentence), moment);
  }

  private Decision done(AccountBook next) {
    return Decision.of(remembering(next, command.commandId(), null, moment));
  }

  @Override
  public Decision openingState(OpeningState ask) {
    if (book.instructions().opened()) {
      return refused(
          RejectionCode.ALREADY_OPENED,
          "Account %s has its opening state already; use ASSIGN_TARGET and SET_REBALANCING."
              .formatted(account.accountId()));
    }
    for (var leverage : ask.leverage().entrySet()) {
      if (leverage.getValue().multiplier().signum() <= 0) {
        return refused(
            RejectionCode.INVALID_COMMAND,
            "Leverage of model %s must be above 0, and is %s."
                .formatted(leverage.getKey(), leverage.getValue()));
      }
    }
    var fault = fault(ask.targetId());
    return fault != null ? refused(book, command, fault, moment) : done(opened(ask));
  }

  private AccountBook opened(OpeningState ask) {
    var targetId = ask.targetId();
    var before = book.instructions();
    var assigned = targetId == null ? before : before.assigned(targetId, moment.now());
    return switched(book, ask.rebalancing())
        .withInstructions(assigned.rebalancing(ask.rebalancing()).asOpened())
        .withEffectiveLeverage(ask.leverage())
        .withAcknowledged(
            ask.established()
                ? Acknowledged.NOTHING.withSwitchedOn(true).withOwed(true)
                : Acknowledged.NOTHING);
  }

  @Override
  public Decision assignTarget(AssignTarget ask) {
    var fault = fault(ask.targetId());
    if (fault != null) {
      return refused(book, command, fault, moment);
    }
    var assigned = assigned(ask.targetId());
    var on = ask.rebalancing();
    var done = done(on == null ? assigned : switched(assigned, on));
    return ask.rebalanceNow()
        ? done.then(next -> opened(next, command.commandId(), new BuildScope.WholeAccount()))
        : done;
  }

  @Override
  public Decision removeTarget() {
    return done(assigned(null));
  }

  private AccountBook assigned(@Nullable String targetId) {
    return book.withInstructions(book.instructions().assigned(targetId, moment.now()))
        .withAcknowledged(book.acknowledged().withOwed(false));
  }

  @Override
  public Decision setRebalancing(SetRebalancing ask) {
    return ask.on() && isClosed() ? closed() : done(switched(book, ask.on()));
  }

  /** Off to on asks for a first rebalance again; anything else changes nothing about that. */
  private static AccountBook switched(AccountBook book, boolean on) {
    if (book.instructions().rebalancing() == on) {
      return book;
    }
    var next = book.withInstructions(book.instructions().rebalancing(on));
    return on
        ? next.withAcknowledged(book.acknowledged().withSwitchedOn(false)).withNothingToTrade(null)
        : next;
  }

  @Override
  public Decision allocateSleeve(AllocateSleeve ask) {
    if (ask.amount().signum() <= 0) {
      return refused(
          RejectionCode.INVALID_COMMAND,
          "The amount to allocate must be above 0, and is %s; LIQUIDATE_SLEEVE takes capital out."
              .formatted(ask.amount()));
    }
    return byHand(
        ask.requestId(), new BuildScope.AllocateSleeve(ask.modelId(), ask.amount(), ask.forced()));
  }

  @Override
  public Decision liquidateSleeve(LiquidateSleeve ask) {
    return byHand(ask.requestId(), new BuildScope.LiquidateSleeve(ask.modelId()));
  }

  private Decision byHand(String requestId, BuildScope scope) {
    return account.status() == AccountStatus.ACTIVE
        ? done(book).then(next -> opened(next, requestId, scope))
        : notActive();
  }

  private Decision notActive() {
    return refused(
        RejectionCode.WRONG_STATE,
        "Account %s is %s; only an ACTIVE account is traded."
            .formatted(account.accountId(), account.status()));
  }

  private Decision opened(AccountBook next, String requestId, BuildScope scope) {
    var source =
        scope instanceof BuildScope.WholeAccount ? Acr.Source.REBALANCE : Acr.Source.MANUAL;
    var opened =
        new AccountOutcome.Opened(
            requestId,
            account.accountId(),
            account.firmId(),
            account.advisorId(),
            command.sentBy(),
            null,
            scope,
            source,
            moment.now());
    return Decision.of(next, new Output.Outcome(opened));
  }

  @Override
  public Decision releaseBatch(ReleaseBatch ask) {
    var open = book.batches().open();
    return open == null || !open.batchId().equals(ask.batchId())
        ? refused(
            RejectionCode.UNKNOWN_BATCH,
            "Account %s has no open batch %s; its status names the open one."
                .formatted(account.accountId(), ask.batchId()))
        : done(book).then(next -> BatchEnding.byHand(next, open, moment));
  }

  @Override
  public Decision releaseOrders(ReleaseOrders ask) {
    var fault = HeldOrders.fault(book, ask, moment);
    return fault != null
        ? refused(book, command, fault, moment)
        : done(book).then(next -> HeldOrders.released(next, ask, command.commandId(), moment));
  }

  @Override
  public Decision cancelBatch(CancelBatch ask) {
    return canceled(Canceling.fault(book, ask.batchId()), null);
  }

  @Override
  public Decision replaceBatch(ReplaceBatch ask) {
    return canceled(Replacing.fault(book, account, ask), Replacement.asked(ask, command.sentBy()));
  }

  private Decision canceled(@Nullable Refusal fault, @Nullable Replacement replacement) {
    return fault != null
        ? refused(book, command, fault, moment)
        : done(book).then(next -> Canceling.canceled(next, command, replacement, moment));
  }

  @Override
  public Decision cashMovement(CashMovement ask) {
    var calendar = moment.settings().calendars().of(account.custodianId());
    var known = book.movements().movement(ask.movementId());
    if (known != null) {
      return knownMovement(known, ask);
    }
    if (account.status() != AccountStatus.ACTIVE) {
      return notActive();
    }
    var refusal = CashCommands.refusal(ask, book, calendar, moment);
    if (refusal != null) {
      return refused(book, command, refusal, moment);
    }
    var movement = CashCommands.movement(ask, command, calendar, moment);
    return done(book.withMovements(book.movements().plus(movement)))
        .then(next -> CashTurns.scheduled(next, movement, 0, account, moment))
        .then(next -> CashTurns.due(next, moment));
  }

  /** The same movement again is done already; another one of that id is refused. */
  private Decision knownMovement(io.evenkeel.core.account.CashMovement known, CashMovement ask) {
    return CashCommands.isSame(known, ask)
        ? done(book)
        : refused(
            RejectionCode.REQUEST_ID_USED,
            "Cash movement %s was asked for before, with another content; use another id."
                .formatted(ask.movementId()));
  }

  @Override
  public Decision cancelCashMovement(CancelCashMovement ask) {
    if (book.movements().movement(ask.movementId()) == null) {
      return refused(
          RejectionCode.UNKNOWN_MOVEMENT,
          "Account %s has no cash movement %s.".formatted(account.accountId(), ask.movementId()));
    }
    var canceled = CashRuns.canceled(book, ask.movementId(), moment);
    return canceled.outputs().isEmpty()
        ? refused(
            RejectionCode.WRONG_STATE,
            "No run of cash movement %s is still to come; cancel the request of one that waits for"
                    .formatted(ask.movementId())
                + " approval.")
        : done(book).then(next -> CashRuns.canceled(next, ask.movementId(), moment));
  }

  @Override
  public Decision waiveReconciliation(WaiveReconciliation ask) {
    var refusal = Breaks.refusal(book, ask);
    return refusal != null
        ? refused(book, command, refusal, moment)
        : done(Breaks.waived(book, ask, moment));
  }

  /** What keeps a target from being assigned; one that is not known yet may be. */
  private @Nullable Refusal fault(@Nullable String targetId) {
    if (targetId == null) {
      return null;
    }
    if (isClosed()) {
      return closedFault();
    }
    var target = moment.boards().target(targetId);
    return target == null ? null : ownerFault(target);
  }

  private @Nullable Refusal ownerFault(Target target) {
    if (!target.ownerFirmId().equals(account.firmId())) {
      return new Refusal(
          RejectionCode.WRONG_FIRM,
          "Target %s belongs to another firm than account %s; assign one of the account's firm."
              .formatted(target.targetId(), account.accountId()));
    }
    var foreign =
        target.scope() == Target.Scope.ACCOUNT
            && !account.accountId().equals(target.ownerAccountId());
    return foreign
        ? new Refusal(
            RejectionCode.WRONG_ACCOUNT,
            "Target %s belongs to account %s alone; assign an ENTERPRISE target or one of account"
                    .formatted(target.targetId(), target.ownerAccountId())
                + " %s.".formatted(account.accountId()))
        : null;
  }

  private boolean isClosed() {
    return account.status() == AccountStatus.CLOSED;
  }

  private Decision closed() {
    return refused(book, command, closedFault(), moment);
  }

  private Refusal closedFault() {
    return new Refusal(
        RejectionCode.WRONG_STATE,
        "Account %s is CLOSED; no target is assigned to it and it is not monitored."
            .formatted(account.accountId()));
  }
}
