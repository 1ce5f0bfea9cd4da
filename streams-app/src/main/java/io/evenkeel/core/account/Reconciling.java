package io.evenkeel.core.account;

import io.evenkeel.core.book.CustodianPositions;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Totals;
import io.evenkeel.core.history.BatchFills;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the custodian says with what the sleeves add up to, line by line. Each side says of
 * a line the same from some time on until its newest snapshot. Where those times meet, both speak
 * of one moment, and a difference is one. Where they do not, one side is behind and the line stays
 * as it was, except that sleeves may be behind only for so long. See
 * docs/decisions/0070-reconciliation.md.
 */
final class Reconciling {
  private Reconciling() {}

  /** With what the custodian says now, newer than what it said before. */
  static AccountBook heard(AccountBook book, CustodianPositions now) {
    var known = book.reconciliation();
    var before = known.custodian();
    var sleeves = book.positions();
    if (before == null) {
      return sleeves == null
          ? with(book, now, new TreeMap<>(), new TreeMap<>())
          : first(book, sleeves, now);
    }
    var changed = now.totals().differingFrom(before.totals());
    var through = sleeves == null ? Instant.MIN : sleeves.asOf();
    return with(
        book,
        now,
        later(known.sleevesAhead(), now.asOf()),
        later(changedAt(known.custodianAhead(), changed, now.asOf()), through));
  }

  /** With the custodian as it is, beside these positions, which are about to be applied. */
  static AccountBook applying(AccountBook book, Positions now) {
    var known = book.reconciliation();
    var custodian = known.custodian();
    var before = book.positions();
    if (custodian == null) {
      return book;
    }
    if (before == null) {
      return first(book, now, custodian);
    }
    var changed = Totals.of(now).differingFrom(Totals.of(before));
    return with(
        book,
        custodian,
        later(changedAt(known.sleevesAhead(), changed, now.asOf()), custodian.asOf()),
        later(known.custodianAhead(), now.asOf()));
  }

  /** Nobody knows since when either has said so: where they differ, only since their snapshots. */
  private static AccountBook first(
      AccountBook book, Positions sleeves, CustodianPositions custodian) {
    var differing = custodian.totals().differingFrom(Totals.of(sleeves));
    return with(
        book,
        custodian,
        later(changedAt(new TreeMap<>(), differing, sleeves.asOf()), custodian.asOf()),
        later(changedAt(new TreeMap<>(), differing, custodian.asOf()), sleeves.asOf()));
  }

  private static AccountBook with(
      AccountBook book,
      CustodianPositions custodian,
      SortedMap<String, Instant> sleevesAhead,
      SortedMap<String, Instant> custodianAhead) {
    var known = book.reconciliation();
    return book.withReconciliation(
        new Reconciliation(
            custodian, sleevesAhead, custodianAhead, known.found(), known.waivers()));
  }

  private static SortedMap<String, Instant> changedAt(
      SortedMap<String, Instant> before, Collection<String> lines, Instant at) {
    var all = new TreeMap<>(before);
    lines.forEach(line -> all.put(line, at));
    return all;
  }

  private static SortedMap<String, Instant> later(SortedMap<String, Instant> lines, Instant than) {
    var left = new TreeMap<>(lines);
    left.values().removeIf(at -> !at.isAfter(than));
    return left;
  }

  /** What differs now. While a batch is open, the custodian is ahead of the sleeves by right. */
  static AccountBook compared(AccountBook book, Moment moment) {
    var known = book.reconciliation();
    var custodian = known.custodian();
    var sleeves = book.positions();
    if (custodian == null || sleeves == null || !isOfOneState(book, sleeves, custodian)) {
      return book;
    }
    var found = new TreeMap<>(known.found());
    var gaps = gaps(sleeves, custodian, moment.settings());
    found.keySet().retainAll(gaps.keySet());
    gaps.forEach(
        (line, gap) -> {
          if (isOfOneMoment(book, line, moment)) {
            found.put(line, gap);
          }
        });
    return book.withReconciliation(known.withFound(found));
  }

  private static SortedMap<String, Gap> gaps(
      Positions sleeves, CustodianPositions custodian, AccountSettings settings) {
    var sums = Totals.of(sleeves);
    var gaps = new TreeMap<String, Gap>();
    for (var line : custodian.totals().differingFrom(sums)) {
      var gap = new Gap(sums.of(line), custodian.totals().of(line));
      if (!line.equals(Totals.CASH) || !settings.custody().isTolerated(gap.difference())) {
        gaps.put(line, gap);
      }
    }
    return gaps;
  }

  private static boolean isOfOneMoment(AccountBook book, String line, Moment moment) {
    var known = book.reconciliation();
    if (known.sleevesAhead().containsKey(line)) {
      return false;
    }
    var since = known.custodianAhead().get(line);
    return since == null || !moment.now().isBefore(due(book, since, moment.settings()));
  }

  private static Instant due(AccountBook book, Instant since, AccountSettings settings) {
    var account = book.account();
    return settings
        .calendars()
        .of(account == null ? null : account.custodianId())
        .later(since, settings.custody().sleevesWithin());
  }

  /** Whether each has booked what the other has, of all executions that are known. */
  private static boolean isOfOneState(
      AccountBook book, Positions sleeves, CustodianPositions custodian) {
    if (book.batches().open() != null) {
      return false;
    }
    return book.batches()
        .all()
        .noneMatch(
            batch ->
                isBetween(
                    batch.fills(),
                    Provisional.bookedThrough(sleeves, batch),
                    custodian.bookedThrough()));
  }

  private static boolean isBetween(BatchFills fills, @Nullable Instant one, Instant other) {
    var sleeves = one == null ? Instant.MIN : one;
    return sleeves.isBefore(other)
        ? fills.hasTraded(sleeves, other)
        : fills.hasTraded(other, sleeves);
  }

  /** When sleeves that are behind become a difference; {@code null} where none are. */
  static @Nullable Instant nextDue(AccountBook book, AccountSettings settings) {
    var known = book.reconciliation();
    var custodian = known.custodian();
    var sleeves = book.positions();
    if (book.account() == null
        || custodian == null
        || sleeves == null
        || known.custodianAhead().isEmpty()
        || !isOfOneState(book, sleeves, custodian)) {
      return null;
    }
    return gaps(sleeves, custodian, settings).entrySet().stream()
        .filter(gap -> !gap.getValue().equals(known.found().get(gap.getKey())))
        .filter(gap -> !known.sleevesAhead().containsKey(gap.getKey()))
        .flatMap(gap -> Stream.ofNullable(known.custodianAhead().get(gap.getKey())))
        .map(since -> due(book, since, settings))
        .min(Instant::compareTo)
        .orElse(null);
  }
}
