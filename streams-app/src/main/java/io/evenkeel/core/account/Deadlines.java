package io.evenkeel.core.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to an account because time passes and nothing else does. */
public final class Deadlines {
  private Deadlines() {}

  /**
   * What is due by {@code moment.now()}: commands that waited long enough for their account are
   * rejected, and the account is judged, which raises {@code BATCH_UNACKNOWLEDGED} and {@code
   * BATCH_UNFINISHED}, ends a NOTHING_TO_TRADE of an earlier business day, heeds restrictions that
   * begin or end, begins the cash movements of the day, and takes sleeves that stayed behind their
   * custodian for a difference. The very same book where nothing is due.
   */
  public static Decision tick(AccountBook book, Moment moment) {
    var due = next(book, moment.settings());
    if (due == null || due.isAfter(moment.now())) {
      return Decision.of(book);
    }
    return rejectedAfterWaiting(book, moment).then(next -> Monitoring.judge(next, moment));
  }

  private static Decision rejectedAfterWaiting(AccountBook book, Moment moment) {
    var still = new ArrayList<WaitingCommand>();
    var over = new ArrayList<AccountCommand>();
    for (var waiting : book.waiting()) {
      if (until(waiting, moment.settings()).isAfter(moment.now())) {
        still.add(waiting);
      } else {
        over.add(waiting.command());
      }
    }
    var decision = Decision.of(over.isEmpty() ? book : book.withWaiting(still));
    for (var command : over) {
      decision = decision.then(next -> Inputs.unknownAccount(next, command, moment));
    }
    return decision;
  }

  private static Instant until(WaitingCommand waiting, AccountSettings settings) {
    return waiting.since().plus(settings.waitForAccount());
  }

  /** When {@link #tick} next has something to do; {@code null} where never. */
  public static @Nullable Instant next(AccountBook book, AccountSettings settings) {
    var waiting = book.waiting().stream().map(w -> until(w, settings));
    var own =
        Stream.of(
            batchDue(book, settings),
            lullOver(book, settings),
            Limiting.changesAt(book, settings.calendars()),
            CashTurns.nextDue(book),
            Reconciling.nextDue(book, settings));
    return Stream.concat(waiting, own)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** When the open batch next wants an advisory that does not stand yet. */
  private static @Nullable Instant batchDue(AccountBook book, AccountSettings settings) {
    var open = book.batches().open();
    if (open == null) {
      return null;
    }
    return Stream.of(
            unlessRaised(
                book,
                new Advisory.Key(AdvisoryCode.BATCH_UNACKNOWLEDGED, open.batchId()),
                BatchAdvisories.unacknowledgedAt(open, settings)),
            unlessRaised(
                book,
                new Advisory.Key(AdvisoryCode.BATCH_UNFINISHED, open.batchId()),
                BatchAdvisories.unfinishedAt(book, open, settings)),
            unlessRaised(
                book,
                new Advisory.Key(AdvisoryCode.BATCH_NOT_CANCELED, open.batchId()),
                Canceling.unansweredAt(open, settings)))
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static @Nullable Instant unlessRaised(
      AccountBook book, Advisory.Key key, @Nullable Instant at) {
    return book.raised().containsKey(key) ? null : at;
  }

  private static @Nullable Instant lullOver(AccountBook book, AccountSettings settings) {
    var memo = book.nothingToTrade();
    var account = book.account();
    return memo == null || account == null ? null : TradeLull.over(memo, account, settings);
  }
}
