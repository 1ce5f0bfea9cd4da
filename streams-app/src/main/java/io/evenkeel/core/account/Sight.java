package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.drift.Flag;
import io.evenkeel.core.drift.JudgeInput;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.RestrictedBoards;
import java.util.List;

/** One look at an account: what it is held against, and how it stands against that. */
record Sight(Account account, HeldAgainst against, Judgement judgement) {

  /** Looks without saying anything. */
  static Sight of(AccountBook book, Account account, Moment moment) {
    var against = HeldAgainst.of(book, moment);
    var judgement = moment.desk().judge().judge(input(book, account, against, moment));
    return new Sight(account, against, judgement);
  }

  /** Looks, remembers what was seen, and says what differs from what was last said. */
  static Seen watched(AccountBook book, Account account, Moment moment) {
    var against = HeldAgainst.of(book, moment);
    var seen =
        moment
            .desk()
            .watch()
            .look(
                book.drift(),
                input(book, account, against, moment),
                against.causes(book.acknowledged()));
    var events = seen.events().stream().map(event -> (Output) new Output.Drift(event)).toList();
    return new Seen(
        new Sight(account, against, seen.judgement()), book.withDrift(seen.memory()), events);
  }

  /** What came of a look that is remembered. */
  record Seen(Sight sight, AccountBook book, List<Output> events) {}

  private static JudgeInput input(
      AccountBook book, Account account, HeldAgainst against, Moment moment) {
    return new JudgeInput(
        account,
        book.held(),
        against.expansion(),
        book.effectiveLeverage(),
        book.drift().sides(),
        moment.now(),
        RestrictedBoards.of(moment.boards(), against.standing()));
  }

  /** How it is flagged with such acknowledgements; what was last said where nobody can tell. */
  Flag flag(AccountBook book) {
    return judgement instanceof Judgement.Checkable checkable
        ? Flag.of(checkable, against.causes(book.acknowledged()))
        : book.drift().flag();
  }
}
