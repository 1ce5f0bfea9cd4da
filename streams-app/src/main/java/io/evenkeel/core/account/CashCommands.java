package io.evenkeel.core.account;

import io.evenkeel.core.account.CommandMemory.Refusal;
import io.evenkeel.core.approval.BusinessCalendar;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.CashFlow;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a cash movement as it was asked for: what it would be, or why it cannot be. */
final class CashCommands {
  /** Furthest day that a movement may be dated, in years. */
  static final int MAX_YEARS = 100;

  static final int MAX_DATES = 400;

  private final Ask.CashMovement ask;
  private final Moment moment;
  private final LocalDate today;

  private CashCommands(Ask.CashMovement ask, BusinessCalendar calendar, Moment moment) {
    this.ask = ask;
    this.moment = moment;
    this.today = CashTurns.today(calendar, moment.now());
  }

  /** Why it is refused; {@code null} where nothing speaks against it. */
  static @Nullable Refusal refusal(
      Ask.CashMovement ask, AccountBook book, BusinessCalendar calendar, Moment moment) {
    var command = new CashCommands(ask, calendar, moment);
    var fault = command.amountFault();
    fault = fault == null ? command.partsFault() : fault;
    fault = fault == null ? command.dateFault() : fault;
    return fault == null ? command.bookFault(book) : fault;
  }

  private static Refusal invalid(String sentence) {
    return new Refusal(RejectionCode.INVALID_COMMAND, sentence);
  }

  private static Refusal invalidDate(String sentence) {
    return new Refusal(RejectionCode.INVALID_DATE, sentence);
  }

  private @Nullable Refusal amountFault() {
    var floor = moment.settings().build().floor();
    return ask.amount().compareTo(floor) >= 0
        ? null
        : invalid(
            "The amount of a cash movement must be at least %s, and is %s."
                .formatted(floor.inWords(), ask.amount().inWords()));
  }

  private @Nullable Refusal partsFault() {
    if (ask.method() != CashFlow.Method.CUSTOM) {
      return ask.parts().isEmpty()
          ? null
          : invalid(
              "Only a CUSTOM movement has parts, and this one is %s.".formatted(ask.method()));
    }
    if (ask.parts().isEmpty()) {
      return invalid("A CUSTOM movement names the sleeves and positions it flows through: parts.");
    }
    var total = Money.ZERO;
    for (var part : ask.parts()) {
      if (part.amount().signum() <= 0) {
        return invalid("Every part must be above 0; %s is not.".formatted(part.amount().inWords()));
      }
      total = total.plus(part.amount());
    }
    return total.equals(ask.amount())
        ? null
        : invalid(
            "The parts come to %s, and the amount is %s."
                .formatted(total.inWords(), ask.amount().inWords()));
  }

  private @Nullable Refusal dateFault() {
    var dates = ask.dates();
    if (ask.recurrence() == CashSchedule.Recurrence.CUSTOM) {
      return customFault(dates);
    }
    if (!dates.isEmpty()) {
      return invalidDate("Only a movement on CUSTOM dates has dates; use date and until.");
    }
    var first = ask.date() == null ? today : ask.date();
    var fault = dayFault(first);
    var until = ask.until();
    if (fault != null || until == null) {
      return fault;
    }
    if (ask.recurrence() == null) {
      return invalidDate("A movement that does not recur has no end; leave until out.");
    }
    return until.isBefore(first)
        ? invalidDate("It would end on %s, before it begins on %s.".formatted(until, first))
        : null;
  }

  private @Nullable Refusal customFault(List<LocalDate> dates) {
    if (ask.date() != null || ask.until() != null) {
      return invalidDate(
          "A movement on CUSTOM dates names them in dates; leave date and until out.");
    }
    if (dates.isEmpty() || dates.size() > MAX_DATES) {
      return invalidDate(
          "A movement on CUSTOM dates has 1 to %d of them, not %d."
              .formatted(MAX_DATES, dates.size()));
    }
    if (dates.stream().distinct().count() < dates.size()) {
      return invalidDate("A date is named twice; a movement runs once a day.");
    }
    return dates.stream().map(this::dayFault).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private @Nullable Refusal dayFault(LocalDate day) {
    if (day.isBefore(today)) {
      return invalidDate("%s is past; today is %s.".formatted(day, today));
    }
    return day.isAfter(today.plusYears(MAX_YEARS))
        ? invalidDate("%s is more than %d years away.".formatted(day, MAX_YEARS))
        : null;
  }

  private @Nullable Refusal bookFault(AccountBook book) {
    if (ask.method() == CashFlow.Method.REBALANCER && book.instructions().targetId() == null) {
      return new Refusal(
          RejectionCode.NO_TARGET,
          "REBALANCER moves an account toward its target, and account %s has none; assign one, or"
                  .formatted(book.accountId())
              + " use PRO_RATA.");
    }
    return book.movements().isFull()
        ? new Refusal(
            RejectionCode.TOO_MANY_MOVEMENTS,
            "Account %s has %d cash movements that have not ended; cancel some first."
                .formatted(book.accountId(), CashMovements.MAX_LIVE))
        : null;
  }

  /** Whether a movement that is known is just what is asked for; today may be another day now. */
  static boolean isSame(CashMovement known, Ask.CashMovement ask) {
    var schedule = known.schedule();
    var date = ask.date();
    return known.flow().direction() == ask.direction()
        && known.flow().amount().equals(ask.amount())
        && known.flow().method() == ask.method()
        && known.flow().parts().equals(ask.parts())
        && schedule.recurrence() == ask.recurrence()
        && Objects.equals(schedule.until(), ask.until())
        && schedule.dates().equals(ask.dates().stream().sorted().toList())
        && (date == null || date.equals(schedule.first()));
  }

  /** What was asked for, on the day that it was. */
  static CashMovement movement(
      Ask.CashMovement ask, AccountCommand command, BusinessCalendar calendar, Moment moment) {
    var dates = ask.dates().stream().sorted().toList();
    var date = ask.date();
    var first =
        !dates.isEmpty()
            ? dates.get(0)
            : date == null ? CashTurns.today(calendar, moment.now()) : date;
    return new CashMovement(
        ask.movementId(),
        new CashFlow(ask.direction(), ask.amount(), ask.method(), ask.parts(), Money.ZERO),
        new CashSchedule(ask.recurrence(), first, ask.until(), dates),
        command.sentBy());
  }
}
