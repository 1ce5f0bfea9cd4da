package io.evenkeel.pipeline.drift;

import io.evenkeel.pipeline.account.AccountSteps;
import io.evenkeel.pipeline.account.BookStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Judges whom the drift engine names, so many at a time. Who waits is never more than the accounts
 * of the task, each once; when its turn comes, it is judged on the newest prices.
 */
final class Judging {
  private final BookStore books;
  private final AccountSteps account;
  private final Waiting waiting;
  private final Duration within;

  /**
   * @param atATime how many of a crowd are judged at one look at most
   * @param within how long a look may go on with a crowd
   */
  Judging(BookStore books, AccountSteps account, int atATime, Duration within) {
    this.books = books;
    this.account = account;
    this.waiting = new Waiting(atATime);
    this.within = within;
  }

  /** Takes those whom the engine names, together, as who waits. */
  void collect() {
    if (!books.engine().isIdle()) {
      var named = new ArrayList<String>();
      books.engine().drain(named::add);
      books.answers().named(named);
      waiting.add(named);
    }
  }

  void judge(Instant now) {
    collect();
    var until = System.nanoTime() + within.toNanos();
    waiting.next(() -> System.nanoTime() - until < 0, accountId -> account.judge(accountId, now));
  }
}
