package io.evenkeel.pipeline.account;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.pipeline.account.AccountRow.Seen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one task's accounts. They follow from the books and from judging them, and are never
 * logged. Written by the task's thread, read by any, one at a time: a list of the rows of ten
 * thousand accounts holds the task up for a tenth of a millisecond.
 */
final class AccountRows {
  private final AccountColumns columns = new AccountColumns();

  /** The account's book is this now; how it was judged last still holds. */
  synchronized void put(AccountBook book) {
    var accountId = book.accountId();
    var before = columns.get(accountId);
    var now = AccountRow.of(book, before == null ? null : before.seen());
    if (now == null) {
      columns.remove(accountId);
    } else {
      columns.put(now);
    }
  }

  /** The account was judged. */
  synchronized void judged(String accountId, @Nullable Judgement judgement, Instant at) {
    var row = columns.get(accountId);
    if (row != null) {
      columns.put(row.as(Seen.of(judgement, at)));
    }
  }

  /** Whether the account was judged, and could be. */
  synchronized boolean isJudged(String accountId) {
    var row = columns.get(accountId);
    return row != null && row.seen() != null;
  }

  synchronized void clear() {
    columns.clear();
  }

  /** As they are now. */
  synchronized List<AccountRow> all() {
    return columns.all();
  }

  synchronized AccountPage page(AccountQuery query) {
    return columns.page(query);
  }
}
