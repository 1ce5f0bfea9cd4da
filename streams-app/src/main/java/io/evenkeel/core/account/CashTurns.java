package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.BusinessCalendar;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.CashFlow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When the runs of cash movements begin, and which of them have to wait. One at a time becomes a
 * request: an account has one proposal and one batch.
 */
final class CashTurns {
  /** When a day's movements begin, in the custodian's zone: the market opens. */
  private static final LocalTime BEGINS = LocalTime.of(9, 30);

  private CashTurns() {}

  /** When a movement of that day begins: a withdrawal on the last business day before it. */
  static Instant dueAt(CashFlow flow, LocalDate date, BusinessCalendar calendar) {
    var day = flow.isDeposit() ? BusinessCalendar.onOrAfter(date) : BusinessCalendar.before(date);
    return day.atTime(BEGINS).atZone(calendar.zone()).toInstant();
  }

  /** When the next run begins; {@code null} where none is to. */
  static @Nullable Instant nextDue(AccountBook book) {
    return book.account() == null
        ? null
        : book.movements().runs().stream()
            .filter(run -> run.state() == CashRun.State.SCHEDULED)
            .map(CashRun::dueAt)
            .min(Instant::compareTo)
            .orElse(null);
  }

  /** Begins what is due, and opens the request of whatever need not wait any longer. */
  static Decision due(AccountBook book, Moment moment) {
    var account = book.account();
    if (account == null || book.movements().live().findAny().isEmpty()) {
      return Decision.of(book);
    }
    return begun(book, account, moment).then(next -> opened(next, account, moment));
  }

  private static Decision begun(AccountBook book, Account account, Moment moment) {
    var run = book.movements().run(each -> isDue(each, moment.now()));
    if (run == null) {
      return Decision.of(book);
    }
    return CashRuns.told(book, run.waiting(why(book, run)), moment)
        .then(next -> scheduledAfter(next, run, account, moment))
        .then(next -> begun(next, account, moment));
  }

  private static boolean isDue(CashRun run, Instant now) {
    return run.state() == CashRun.State.SCHEDULED && !run.dueAt().isAfter(now);
  }

  private static Decision scheduledAfter(
      AccountBook book, CashRun run, Account account, Moment moment) {
    var movement = book.movements().movementOf(run);
    return scheduled(book, movement, run.number() + 1, account, moment);
  }

  /** With its run of that number scheduled, if there is one. */
  static Decision scheduled(
      AccountBook book, CashMovement movement, int number, Account account, Moment moment) {
    var date = movement.schedule().day(number);
    if (date == null) {
      return Decision.of(book);
    }
    var calendar = moment.settings().calendars().of(account.custodianId());
    var isToday = date.equals(today(calendar, moment.now()));
    var dueAt = isToday ? moment.now() : dueAt(movement.flow(), date, calendar);
    var run = CashRun.scheduled(movement, number, date, dueAt);
    var next = book.withMovements(book.movements().plus(run));
    return isDue(run, moment.now())
        ? Decision.of(next)
        : Decision.of(next, new Output.CashMoved(movement, run, moment.now()));
  }

  static LocalDate today(BusinessCalendar calendar, Instant now) {
    return now.atZone(calendar.zone()).toLocalDate();
  }

  /** One after the other; of those that wait, the first that need not. */
  private static Decision opened(AccountBook book, Account account, Moment moment) {
    var decision = Decision.of(book);
    for (var run : book.movements().runs()) {
      if (run.isWaiting()) {
        decision = decision.then(next -> opened(next, run, account, moment));
      }
    }
    return decision;
  }

  private static Decision opened(AccountBook book, CashRun run, Account account, Moment moment) {
    var why = why(book, run);
    if (why == null) {
      return CashRuns.told(book, run.opened(run.runId()), moment)
          .then(next -> Decision.of(next, request(next, run, account, moment)));
    }
    return why.equals(run.sentence())
        ? Decision.of(book)
        : CashRuns.told(book, run.waiting(why), moment);
  }

  private static Output request(AccountBook book, CashRun run, Account account, Moment moment) {
    var movement = book.movements().movementOf(run);
    return new Output.Outcome(
        new AccountOutcome.Opened(
            run.runId(),
            account.accountId(),
            account.firmId(),
            account.advisorId(),
            movement.requestedBy(),
            null,
            new BuildScope.CashMovement(run.runId(), movement.flow()),
            Acr.Source.CASH_MOVEMENT,
            moment.now()));
  }

  /** What a run that is due waits for; {@code null} where nothing keeps it. */
  private static @Nullable String why(AccountBook book, CashRun run) {
    var missing = missingCash(book, run);
    if (missing != null) {
      return missing;
    }
    var other = book.movements().run(CashRun::isOpen);
    var open = book.batches().open();
    var pending = book.pending();
    if (other != null) {
      return "It waits for cash movement %s to end.".formatted(other.runId());
    }
    if (open != null) {
      return "It waits for batch %s to come back.".formatted(open.batchId());
    }
    var replaced = book.batches().awaitingReplacement();
    if (replaced != null) {
      return "It waits for what replaces batch %s.".formatted(replaced.batchId());
    }
    return pending == null
        ? null
        : "It waits for request %s, whose proposal is not approved yet."
            .formatted(pending.requestId());
  }

  private static @Nullable String missingCash(AccountBook book, CashRun run) {
    var flow = CashClaims.claiming(book.movements(), run);
    var positions = book.positions();
    var there = positions == null ? Money.ZERO : flow.available(positions);
    return flow.isDeposit() && there.compareTo(flow.amount()) < 0
        ? "It waits for its %s to arrive in FUNDING, which has %s for it."
            .formatted(flow.amount().inWords(), there.inWords())
        : null;
  }
}
