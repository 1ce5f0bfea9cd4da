package io.evenkeel.core.account;

import io.evenkeel.core.approval.BusinessCalendars;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Restriction;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.rebalance.Limit;
import io.evenkeel.core.rebalance.Limits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an account may not trade just now, and why. */
final class Limiting {
  private Limiting() {}

  /** The restrictions that stand today, where the custodian is. */
  static Restrictions standing(AccountBook book, Moment moment) {
    var all = book.limits().restrictions();
    return all.isEmpty() ? all : all.on(today(book.account(), moment));
  }

  static LocalDate today(@Nullable Account account, Moment moment) {
    return dayOf(moment.now(), account, moment.settings());
  }

  static LocalDate dayOf(Instant at, @Nullable Account account, AccountSettings settings) {
    var custodian = account == null ? null : account.custodianId();
    return at.atZone(settings.calendars().of(custodian).zone()).toLocalDate();
  }

  /** Notes until when the restrictions are those of today. */
  static AccountBook looked(AccountBook book, Moment moment) {
    var limits = book.limits();
    return limits.restrictions().isEmpty() && limits.nextChange() == null
        ? book
        : book.withLimits(limits.lookedOn(today(book.account(), moment)));
  }

  /** When other restrictions stand; {@code null} where never, or nobody knows where that is. */
  static @Nullable Instant changesAt(AccountBook book, BusinessCalendars calendars) {
    var day = book.limits().nextChange();
    var account = book.account();
    return day == null || account == null
        ? null
        : day.atStartOfDay(calendars.of(account.custodianId()).zone()).toInstant();
  }

  /**
   * Everything that limits a build, by security.
   *
   * @param against what the account is held against
   */
  static Limits of(AccountBook book, Account account, HeldAgainst against, Moment moment) {
    return new Limits(
        Stream.of(
                of(against.standing()).all().stream(),
                WashSales.blocking(book, account, moment),
                HaltedSecurities.of(book, against, moment.boards()))
            .flatMap(each -> each)
            .sorted(Comparator.comparing(Limit::securityId).thenComparing(Limit::code))
            .toList());
  }

  /** Everything that keeps these securities from being traded just now. */
  static Limits of(AccountBook book, SortedSet<String> securityIds, Moment moment) {
    var account = book.account();
    return new Limits(
        Stream.of(
                of(standing(book, moment)).all().stream(),
                account == null ? Stream.<Limit>of() : WashSales.blocking(book, account, moment),
                HaltedSecurities.among(securityIds, moment.boards()))
            .flatMap(each -> each)
            .filter(limit -> securityIds.contains(limit.securityId()))
            .sorted(Comparator.comparing(Limit::securityId).thenComparing(Limit::code))
            .toList());
  }

  /** What restrictions alone make of it. */
  static Limits of(Restrictions standing) {
    return new Limits(standing.all().stream().map(Limiting::limit).toList());
  }

  private static Limit limit(Restriction restriction) {
    return new Limit(
        restriction.securityId(),
        Limit.Code.valueOf(restriction.kind().name()),
        restriction.forbidsBuying(),
        restriction.forbidsSelling(),
        sentence(restriction));
  }

  private static String sentence(Restriction restriction) {
    var until = restriction.until();
    return "%s %s%s."
        .formatted(
            restriction.securityId(), words(restriction), until == null ? "" : " until " + until);
  }

  private static String words(Restriction restriction) {
    return switch (restriction.kind()) {
      case DO_NOT_BUY -> "is restricted: it is not bought";
      case DO_NOT_SELL -> "is restricted: it is not sold";
      case DO_NOT_TRADE -> "is restricted: it is not traded";
      case EXCLUDE ->
          restriction.replacement() == Restriction.Replacement.CASH
              ? "is excluded and its weight is held in cash"
              : "is excluded and its weight is spread over the rest";
      case SUBSTITUTE -> "is replaced by " + restriction.substituteId();
    };
  }

  /**
   * The content of the restrictions among such limits; empty where there are none. What is blocked
   * for another reason is no restriction.
   */
  static String print(Limits limits) {
    var restrictions = limits.all().stream().filter(limit -> limit.code().isRestriction()).toList();
    return restrictions.isEmpty() ? "" : print(restrictions);
  }

  private static String print(List<Limit> restrictions) {
    var print = new Fingerprint();
    restrictions.forEach(
        limit -> print.add(limit.securityId()).add(limit.code()).add(limit.sentence()));
    return print.digest();
  }
}
