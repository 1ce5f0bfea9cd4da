package io.evenkeel.core.account;

import io.evenkeel.core.account.Advisory.Key;
import io.evenkeel.core.book.Account;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which advisories stand: levels, like causes. What differs from what stands in the book is raised
 * or cleared; what cannot be told just now stays as it is.
 */
final class Advisories {
  private Advisories() {}

  /** Raises and clears. {@code sight} is {@code null} where the account is not monitored. */
  static Decision said(AccountBook book, @Nullable Sight sight, Moment moment) {
    if (book.owner() == null) {
      return Decision.of(book);
    }
    var due = due(book, sight, moment);
    var outputs = new ArrayList<Output>();
    book.raised()
        .forEach(
            (key, advisory) -> {
              if (!due.containsKey(key)) {
                outputs.add(new Output.AdvisoryChanged(advisory, false, moment.now()));
              }
            });
    due.forEach(
        (key, advisory) -> {
          if (!saysTheSame(book.raised().get(key), advisory)) {
            outputs.add(new Output.AdvisoryChanged(advisory, true, moment.now()));
          }
        });
    return new Decision(book.withRaised(remembered(book.raised(), due)), outputs);
  }

  /** An amount moves with every price: it is that of when the advisory was raised. */
  private static boolean saysTheSame(@Nullable Advisory raised, Advisory due) {
    return raised != null && raised.sentence().equals(due.sentence());
  }

  private static SortedMap<Key, Advisory> remembered(
      SortedMap<Key, Advisory> raised, SortedMap<Key, Advisory> due) {
    var standing = new TreeMap<Key, Advisory>();
    due.forEach(
        (key, advisory) -> {
          var before = raised.get(key);
          standing.put(key, before != null && saysTheSame(before, advisory) ? before : advisory);
        });
    return standing;
  }

  private static SortedMap<Key, Advisory> due(
      AccountBook book, @Nullable Sight sight, Moment moment) {
    var due = new TreeMap<Key, Advisory>();
    BatchAdvisories.of(book, moment).forEach(advisory -> due.put(advisory.key(), advisory));
    var account = book.account();
    if (account != null) {
      Breaks.advisories(book).forEach(advisory -> due.put(advisory.key(), advisory));
    }
    if (sight != null && account != null) {
      var untold = untold(book, sight, moment);
      book.raised().values().stream()
          .filter(advisory -> untold.contains(advisory.code()))
          .forEach(advisory -> due.put(advisory.key(), advisory));
      told(book, sight, account, moment).forEach(advisory -> due.put(advisory.key(), advisory));
    }
    return due;
  }

  /** Codes of which nothing can be said now: they stay as they are. */
  private static Set<AdvisoryCode> untold(AccountBook book, Sight sight, Moment moment) {
    var untold = EnumSet.noneOf(AdvisoryCode.class);
    if (sight.against().target() == null) {
      untold.add(AdvisoryCode.LEVERAGE_PENDING);
      untold.add(AdvisoryCode.MARGIN_NOT_ENABLED);
    }
    if (book.held() == null) {
      untold.add(AdvisoryCode.LEVERAGE_PENDING);
      untold.add(AdvisoryCode.NEGATIVE_MANAGED_CASH);
    }
    if (Margin.of(sight.judgement(), book.held(), moment.boards()) == null) {
      untold.add(AdvisoryCode.MARGIN_CALL);
    }
    return untold;
  }

  private static List<Advisory> told(
      AccountBook book, Sight sight, Account account, Moment moment) {
    return Stream.of(
            MonitoredAdvisories.noTarget(book),
            MonitoredAdvisories.marginNotEnabled(sight, account),
            MonitoredAdvisories.leveragePending(book, sight),
            MonitoredAdvisories.negativeManagedCash(book, moment.settings()),
            MonitoredAdvisories.marginCall(book, sight, account, moment))
        .flatMap(List::stream)
        .toList();
  }
}
