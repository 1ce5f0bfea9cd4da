package io.evenkeel.pipeline.drift;

import io.evenkeel.pipeline.account.AccountSteps;
import io.evenkeel.pipeline.account.BookStore;
import java.time.Instant;
import java.util.LinkedHashSet;

/**
 * Judges whom the drift engine names, in its order, so many at a time. Who waits is never more than
 * the accounts of the task, each once; when its turn comes, it is judged on the newest prices.
 */
final class Judging {
  private final BookStore books;
  private final AccountSteps account;
  private final int atATime;
  private final LinkedHashSet<String> waiting = new LinkedHashSet<>();

  Judging(BookStore books, AccountSteps account, int atATime) {
    this.books = books;
    this.account = account;
    this.atATime = atATime;
  }

  void judge(Instant now) {
    books.engine().drain(waiting::add);
    var next = waiting.iterator();
    for (var judged = 0; judged < atATime && next.hasNext(); judged++) {
      var accountId = next.next();
      next.remove();
      account.judge(accountId, now);
    }
  }
}
