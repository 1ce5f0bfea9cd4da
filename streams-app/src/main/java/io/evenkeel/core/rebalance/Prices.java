package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Security;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Price;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks the boards for one build, and remembers the securities that they had no good price of. */
final class Prices {
  private final Boards boards;
  private final SortedSet<String> missing = new TreeSet<>();

  Prices(Boards boards) {
    this.boards = boards;
  }

  /** The price; {@code null} where there is no good one, which is remembered. */
  @Nullable Price of(String securityId) {
    var quote = boards.quote(securityId);
    if (quote == null || !isGood(quote)) {
      missing.add(securityId);
      return null;
    }
    return quote.price();
  }

  /** Whether there is a good one; nothing is remembered. */
  boolean isGood(String securityId) {
    return isGood(boards.quote(securityId));
  }

  private static boolean isGood(@Nullable Quote quote) {
    return quote != null
        && !quote.quarantined()
        && quote.price().perUnit().signum() > 0
        && quote.currency().equals("USD");
  }

  Security security(String securityId) {
    var security = boards.security(securityId);
    return security == null ? Security.withDefaults(securityId) : security;
  }

  SortedSet<String> missing() {
    return Collections.unmodifiableSortedSet(missing);
  }
}
