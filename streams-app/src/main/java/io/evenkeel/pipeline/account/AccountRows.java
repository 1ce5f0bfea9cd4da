package io.evenkeel.pipeline.account;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.pipeline.account.AccountRow.Seen;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one task's accounts. They follow from the books and from judging them, and are never
 * logged. Written by the task's thread, read by any.
 */
final class AccountRows {
  private final Map<String, AccountRow> rows = new ConcurrentHashMap<>();

  /** The account's book is this now; how it was judged last still holds. */
  void put(AccountBook book) {
    var accountId = book.accountId();
    var before = rows.get(accountId);
    var now = AccountRow.of(book, before == null ? null : before.seen());
    if (now == null) {
      rows.remove(accountId);
    } else {
      rows.put(accountId, now);
    }
  }

  /** The account was judged. */
  void judged(String accountId, @Nullable Judgement judgement, Instant at) {
    var row = rows.get(accountId);
    if (row != null) {
      rows.put(accountId, row.as(Seen.of(judgement, at)));
    }
  }

  /** Whether the account was judged, and could be. */
  boolean isJudged(String accountId) {
    var row = rows.get(accountId);
    return row != null && row.seen() != null;
  }

  void clear() {
    rows.clear();
  }

  Collection<AccountRow> all() {
    return Collections.unmodifiableCollection(rows.values());
  }
}
