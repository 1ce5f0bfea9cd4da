package io.evenkeel.pipeline.drift;

import io.evenkeel.pipeline.account.AccountSteps;
import io.evenkeel.pipeline.account.BookStore;
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

  Judging(BookStore books, AccountSteps account, int atATime) {
    this.books = books;
    this.account = account;
    this.waiting = new Waiting(atATime);
  }

  void judge(Instant now) {
    var named = new ArrayList<String>();
    books.engine().drain(named::add);
    waiting.add(named);
    waiting.next().forEach(accountId -> account.judge(accountId, now));
  }
}
