package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.CustodianPositions;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.rebalance.IssueCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2, taking in: what an account, positions or a command change in the book. None of them
 * judges: the caller marks the account dirty, and {@link Monitoring#judge} says what follows.
 */
public final class Inputs {
  private Inputs() {}

  /**
   * The account as it is now, with the commands that waited for it answered; {@code null}, a
   * tombstone, stops monitoring and fails what is pending, while everything else stays: sequence,
   * batches and order ids above all.
   */
  public static Decision account(AccountBook book, @Nullable Account account, Moment moment) {
    return account == null ? deleted(book, moment) : known(book, account, moment);
  }

  private static Decision known(AccountBook book, Account account, Moment moment) {
    if (account.equals(book.account())) {
      return Decision.of(book);
    }
    var decision = Decision.of(book.withAccount(account).withWaiting(List.of()));
    for (var waiting : book.waiting()) {
      decision = decision.then(next -> Commands.answer(next, account, waiting.command(), moment));
    }
    return decision;
  }

  private static Decision deleted(AccountBook book, Moment moment) {
    if (book.account() == null) {
      return Decision.of(book);
    }
    var gone = book.withoutAccount();
    var pending = book.pending();
    return pending == null
        ? Decision.of(gone)
        : PendingEnding.failed(
            gone,
            pending,
            IssueCode.UNKNOWN_ACCOUNT,
            "The account was deleted before its proposal was approved.",
            moment);
  }

  /**
   * A snapshot; {@code null}, a tombstone, leaves none and forgets its version. An older version
   * than the one applied is kept out as superseded, the same version as a duplicate. May come
   * before its account.
   */
  public static Decision positions(AccountBook book, @Nullable Positions positions, Moment moment) {
    if (positions == null) {
      return Decision.of(book.positions() == null ? book : book.withPositions(null));
    }
    var applied = book.positions();
    if (applied != null && positions.version() <= applied.version()) {
      return keptOut(book, positions, applied, moment);
    }
    var known = Reconciling.applying(book, positions);
    return BatchEnding.ifBack(CashRuns.paidOut(known, positions), moment)
        .then(next -> CashTurns.due(next, moment));
  }

  /**
   * What the custodian says in total; {@code null}, a tombstone, compares nothing any more and
   * forgets what was waived. What was true before what it said last is kept out; may come before
   * account and positions.
   */
  public static Decision custodian(
      AccountBook book, @Nullable CustodianPositions said, Moment moment) {
    var applied = book.reconciliation().custodian();
    if (said == null) {
      return Decision.of(book.withReconciliation(Reconciliation.NONE));
    }
    if (applied != null && (said.asOf().isBefore(applied.asOf()) || said.equals(applied))) {
      return keptOut(book, said, applied, moment);
    }
    return Decision.of(Reconciling.heard(book, said));
  }

  private static Decision keptOut(
      AccountBook book, CustodianPositions said, CustodianPositions applied, Moment moment) {
    return Decision.of(
        book,
        new Output.KeptOut(
            said.equals(applied) ? Output.KeptOut.Kind.DUPLICATE : Output.KeptOut.Kind.SUPERSEDED,
            "Custodian positions of account %s as of %s came after those as of %s were applied."
                .formatted(book.accountId(), said.asOf(), applied.asOf()),
            moment.now()));
  }

  /**
   * The restrictions as they are now; those that stand today count from the next judgement on. May
   * come before the account.
   */
  public static Decision restrictions(AccountBook book, Restrictions published) {
    return Decision.of(book.withLimits(book.limits().withRestrictions(published)));
  }

  private static Decision keptOut(
      AccountBook book, Positions positions, Positions applied, Moment moment) {
    var again = positions.version() == applied.version();
    return Decision.of(
        book,
        new Output.KeptOut(
            again ? Output.KeptOut.Kind.DUPLICATE : Output.KeptOut.Kind.SUPERSEDED,
            "Positions version %d of account %s came after version %d was applied."
                .formatted(positions.version(), book.accountId(), applied.version()),
            moment.now()));
  }

  /**
   * A command. One that was answered is answered the same and does nothing; one for an unknown
   * account waits for it as long as the settings say.
   */
  public static Decision command(AccountBook book, AccountCommand command, Moment moment) {
    var answered = book.commands().answerTo(command.commandId(), moment.now());
    if (answered != null) {
      return repeated(book, command, answered, moment);
    }
    var account = book.account();
    return account == null
        ? waiting(book, command, moment)
        : Commands.answer(book, account, command, moment);
  }

  private static Decision repeated(
      AccountBook book, AccountCommand command, CommandMemory.Answer answered, Moment moment) {
    var refusal = answered.refusal();
    return refusal != null
        ? Decision.of(
            book, new Output.Rejected(command, refusal.code(), refusal.sentence(), moment.now()))
        : duplicate(book, command, moment);
  }

  private static Decision duplicate(AccountBook book, AccountCommand command, Moment moment) {
    return Decision.of(
        book,
        new Output.KeptOut(
            Output.KeptOut.Kind.DUPLICATE,
            "Command %s came before and is not done twice.".formatted(command.commandId()),
            moment.now()));
  }

  private static Decision waiting(AccountBook book, AccountCommand command, Moment moment) {
    var isWaiting =
        book.waiting().stream().anyMatch(w -> w.command().commandId().equals(command.commandId()));
    if (isWaiting) {
      return duplicate(book, command, moment);
    }
    if (book.waiting().size() >= AccountBook.MAX_WAITING) {
      return tooManyWaiting(book, command, moment);
    }
    var all = new ArrayList<>(book.waiting());
    all.add(new WaitingCommand(command, moment.now()));
    return Decision.of(book.withWaiting(all));
  }

  private static Decision tooManyWaiting(AccountBook book, AccountCommand command, Moment moment) {
    var sentence =
        "Account %s is not known and %d commands wait for it already; publish it to the accounts"
                .formatted(book.accountId(), AccountBook.MAX_WAITING)
            + " topic, then send the command again under a new id.";
    var refusal = new CommandMemory.Refusal(RejectionCode.TOO_MANY_WAITING, sentence);
    return Commands.refused(book, command, refusal, moment);
  }

  static Decision unknownAccount(AccountBook book, AccountCommand command, Moment moment) {
    var sentence =
        "Account %s is not known; publish it to the accounts topic, then send the command again"
                .formatted(book.accountId())
            + " under a new id.";
    var refusal = new CommandMemory.Refusal(RejectionCode.UNKNOWN_ACCOUNT, sentence);
    return Commands.refused(book, command, refusal, moment);
  }
}
