package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.drift.DriftEvent;
import io.evenkeel.core.drift.DriftWatch;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.Watch;
import io.evenkeel.core.money.GivenWeight;
import org.jspecify.annotations.Nullable;

/** Stage 2 of 5 for one account: how it stands, against what was last said of it. */
public final class Monitoring {
  private Monitoring() {}

  /**
   * Judges the account on the newest prices and says the difference from what was last said: drift
   * events, advisories, status. Takes an own target, and acknowledges what an established opening
   * owes. Gives the very same book where there is nothing to say or to remember.
   */
  public static Decision judge(AccountBook book, Moment moment) {
    return judged(book, moment).decision();
  }

  /** The same, with what whoever follows the boards wants to know of the account from now on. */
  public static Judged judged(AccountBook book, Moment moment) {
    var settled = Limiting.looked(Settling.settled(book, moment), moment);
    var account = settled.account();
    return account == null || !settled.isMonitored()
        ? new Judged(unwatched(settled, moment).then(next -> CashTurns.due(next, moment)), null)
        : watched(settled, account, moment);
  }

  /**
   * What judging came to.
   *
   * @param following {@code null} where the account is not monitored
   */
  public record Judged(Decision decision, @Nullable Following following) {}

  /** What the judgement depends on, what it was, and the margin that is to be maintained. */
  public record Following(Watch watch, Judgement judgement, GivenWeight maintenance) {}

  private static Judged watched(AccountBook book, Account account, Moment moment) {
    var seen = Sight.watched(book, account, moment);
    var sight = seen.sight();
    var decision =
        new Decision(TradeLull.looked(seen.book(), sight, moment), seen.events())
            .then(looked -> Advisories.said(looked, sight, moment))
            .then(advised -> StatusSaying.said(advised, sight, moment))
            .then(told -> CashTurns.due(told, moment));
    var watch =
        Watch.of(
            book.accountId(),
            book.held(),
            book.instructions().targetId(),
            sight.against().expansion());
    var maintenance = Margin.maintenance(account, moment.settings());
    return new Judged(decision, new Following(watch, sight.judgement(), maintenance));
  }

  private static Decision unwatched(AccountBook book, Moment moment) {
    return stopped(book, moment)
        .then(stopped -> Decision.of(TradeLull.unwatched(stopped)))
        .then(lulled -> Advisories.said(lulled, null, moment))
        .then(advised -> StatusSaying.said(advised, null, moment));
  }

  private static Decision stopped(AccountBook book, Moment moment) {
    var owner = book.owner();
    if (owner == null) {
      return Decision.of(book);
    }
    var stopped = DriftWatch.stop(book.drift(), subject(owner), moment.now());
    var events = stopped.events().stream().map(event -> (Output) new Output.Drift(event)).toList();
    return new Decision(book.withDrift(stopped.memory()), events);
  }

  private static DriftEvent.Subject subject(Owner owner) {
    return new DriftEvent.Subject(
        owner.accountId(), owner.firmId(), owner.advisorId(), owner.custodianId());
  }

  /** How the account stands now, monitored or not, and nothing else; {@code null}: not known. */
  public static @Nullable Judgement judgement(AccountBook book, Moment moment) {
    var settled = Settling.settled(book, moment);
    var account = settled.account();
    return account == null ? null : Sight.of(settled, account, moment).judgement();
  }

  /**
   * The account as it stands now, judged even where it is not monitored, without saying or
   * remembering anything.
   */
  public static Look look(AccountBook book, Moment moment) {
    var judged = judged(book, moment);
    var then = judged.decision().book();
    var following = judged.following();
    var account = then.account();
    if (following != null) {
      return new Look(following.judgement(), then.reported());
    }
    var judgement = account == null ? null : Sight.of(then, account, moment).judgement();
    return new Look(judgement, then.reported());
  }
}
