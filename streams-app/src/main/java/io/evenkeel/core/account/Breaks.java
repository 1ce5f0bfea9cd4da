package io.evenkeel.core.account;

import io.evenkeel.core.account.CommandMemory.Refusal;
import io.evenkeel.core.book.Totals;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What follows from a difference between the custodian and the sleeves that nobody waived. */
final class Breaks {
  /** A sentence names so many lines, and how many more there are. */
  private static final int MAX_NAMED = 10;

  private Breaks() {}

  /** The advisory that stands as long as it does. */
  static List<Advisory> advisories(AccountBook book) {
    var gaps = book.reconciliation().unwaived();
    if (gaps.isEmpty()) {
      return List.of();
    }
    var id = Reconciliation.id(gaps);
    var cash = gaps.get(Totals.CASH);
    return List.of(
        new Advisory(
            AdvisoryCode.RECONCILIATION_BREAK,
            id,
            Severity.CRITICAL,
            sentence(gaps),
            "Correct the sleeve accounting or the custodian's record and publish it again, or waive"
                + " %s with WAIVE_RECONCILIATION; until then nothing is built for the account."
                    .formatted(id),
            cash == null ? null : new Money(cash.difference().units()),
            gaps));
  }

  /** Why nothing is built or handed over; {@code null} where nothing differs. */
  static @Nullable String fault(AccountBook book) {
    var gaps = book.reconciliation().unwaived();
    return gaps.isEmpty()
        ? null
        : "%s Nothing is traded until the difference %s is gone or waived."
            .formatted(sentence(gaps), Reconciliation.id(gaps));
  }

  private static String sentence(SortedMap<String, Gap> gaps) {
    var words = new ArrayList<String>();
    gaps.forEach((line, gap) -> words.add(words(line, gap.difference())));
    var named = String.join(", ", words.subList(0, Math.min(MAX_NAMED, words.size())));
    var more = words.size() > MAX_NAMED ? " and %d more".formatted(words.size() - MAX_NAMED) : "";
    return "The custodian has %s%s than the sleeves add up to.".formatted(named, more);
  }

  private static String words(String line, Quantity difference) {
    var isCash = line.equals(Totals.CASH);
    var units = difference.units().abs();
    return "%s %s %s"
        .formatted(
            isCash ? new Money(units).inWords() : units.toPlainString(),
            difference.signum() > 0 ? "more" : "less",
            isCash ? "cash" : line);
  }

  /** Why it cannot be waived; {@code null} where it can. */
  static @Nullable Refusal refusal(AccountBook book, Ask.WaiveReconciliation ask) {
    if (ask.waivedBy().isBlank()) {
      return new Refusal(
          RejectionCode.INVALID_COMMAND, "A waiver says who answers for it: waivedBy.");
    }
    var id = Reconciliation.id(book.reconciliation().unwaived());
    return id.equals(ask.differenceId())
        ? null
        : new Refusal(
            RejectionCode.UNKNOWN_DIFFERENCE,
            "Account %s has no difference %s that is not waived%s."
                .formatted(
                    book.accountId(), ask.differenceId(), id.isEmpty() ? "" : "; it has " + id));
  }

  static AccountBook waived(AccountBook book, Ask.WaiveReconciliation ask, Moment moment) {
    var known = book.reconciliation();
    var waivers = new TreeMap<>(known.waivers());
    known
        .unwaived()
        .forEach(
            (line, gap) ->
                waivers.put(
                    line,
                    new Reconciliation.Waiver(
                        gap.difference(), ask.waivedBy(), moment.now(), ask.reason())));
    return book.withReconciliation(known.withWaivers(waivers));
  }
}
