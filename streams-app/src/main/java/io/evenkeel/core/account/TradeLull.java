package io.evenkeel.core.account;

import io.evenkeel.core.approval.BusinessCalendar;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.drift.Flag;
import io.evenkeel.core.drift.Judgement;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** When a build would change nothing for now, and when that ends. */
final class TradeLull {
  private TradeLull() {}

  /**
   * Ends a lull whose content or business day is over, and begins one where lines are still
   * breached after a batch came back, or a batch was canceled: whoever did that wants no policy to
   * send the same again. An account that cannot be judged keeps the one it has, until the next
   * business day.
   */
  static AccountBook looked(AccountBook book, Sight sight, Moment moment) {
    var day = businessDay(sight.account(), moment);
    if (!(sight.judgement() instanceof Judgement.Checkable)) {
      return isOver(book.nothingToTrade(), day) ? book.withNothingToTrade(null) : book;
    }
    var judged = book.withBatches(book.batches().judged());
    var memo = book.nothingToTrade();
    var begins = book.batches().cameBack() && isLeft(book);
    if (memo == null && !begins) {
      return judged;
    }
    var now = memo(book, sight, book.drift().flag(), day);
    return judged.withNothingToTrade(begins || now.equals(memo) ? now : null);
  }

  /** Whether a batch that came back left something that the same batch again would not change. */
  private static boolean isLeft(AccountBook book) {
    var flag = book.drift().flag();
    return !flag.breached().isEmpty() || (flag.isRaised() && book.batches().canceledLast());
  }

  /** Nobody watches: nothing is said of it any more. */
  static AccountBook unwatched(AccountBook book) {
    return book.withNothingToTrade(null).withBatches(book.batches().judged());
  }

  /** A build gave no trades and the account is still flagged: so it stays as long as it stands. */
  static AccountBook builtEmpty(AccountBook book, Sight sight, Flag flag, Moment moment) {
    var day = businessDay(sight.account(), moment);
    return book.withNothingToTrade(memo(book, sight, flag, day));
  }

  /**
   * The business day whose morning is the last to have come: a lull ends as the next one begins, at
   * midnight where the custodian is.
   */
  static LocalDate businessDay(Account account, Moment moment) {
    var calendar = moment.settings().calendars().of(account.custodianId());
    var today = moment.now().atZone(calendar.zone()).toLocalDate();
    return BusinessCalendar.isBusinessDay(today) ? today : BusinessCalendar.before(today);
  }

  /** When a lull is over because time passes. */
  static Instant over(NothingToTrade memo, Account account, AccountSettings settings) {
    var zone = settings.calendars().of(account.custodianId()).zone();
    return BusinessCalendar.after(memo.businessDay()).atStartOfDay(zone).toInstant();
  }

  private static boolean isOver(@Nullable NothingToTrade memo, LocalDate day) {
    return memo != null && !memo.businessDay().equals(day);
  }

  private static NothingToTrade memo(AccountBook book, Sight sight, Flag flag, LocalDate day) {
    var positions = book.held();
    var content =
        Contents.of(
            positions == null ? "" : Contents.of(positions),
            sight.against().print(),
            Contents.of(sight.against().models()),
            book.effectiveLeverage(),
            flag.breached(),
            Limiting.print(Limiting.of(sight.against().standing())));
    return new NothingToTrade(content, day);
  }
}
