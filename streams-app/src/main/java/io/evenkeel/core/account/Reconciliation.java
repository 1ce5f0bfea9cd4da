package io.evenkeel.core.account;

import io.evenkeel.core.book.CustodianPositions;
import io.evenkeel.core.money.Quantity;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the custodian says of an account, and what of it is not what the sleeves add up to. Lines
 * are those of {@link io.evenkeel.core.book.Totals}.
 *
 * @param custodian what it said last; {@code null} where it says nothing, and nothing is compared
 * @param sleevesAhead lines that the sleeves say otherwise since then, which is later than what the
 *     custodian said last
 * @param custodianAhead lines that the custodian says otherwise since then, which is later than
 *     what the sleeves said last
 * @param found lines that differ, as they did when they could last be compared
 * @param waivers by line
 */
public record Reconciliation(
    @Nullable CustodianPositions custodian,
    SortedMap<String, Instant> sleevesAhead,
    SortedMap<String, Instant> custodianAhead,
    SortedMap<String, Gap> found,
    SortedMap<String, Waiver> waivers) {
  public static final Reconciliation NONE =
      new Reconciliation(null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  private static final int ID_DIGITS = 12;

  /**
   * Somebody answers for a difference.
   *
   * @param difference that is waived; any other is not
   */
  public record Waiver(Quantity difference, String waivedBy, Instant at, @Nullable String reason) {}

  public Reconciliation {
    sleevesAhead = Collections.unmodifiableSortedMap(new TreeMap<>(sleevesAhead));
    custodianAhead = Collections.unmodifiableSortedMap(new TreeMap<>(custodianAhead));
    found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
    waivers = Collections.unmodifiableSortedMap(new TreeMap<>(waivers));
  }

  /**
   * Names a difference by what differs by how much: it is the same one when both sides move alike.
   * Empty where there is none.
   */
  public static String id(SortedMap<String, Gap> gaps) {
    if (gaps.isEmpty()) {
      return "";
    }
    var print = new Fingerprint();
    gaps.forEach((line, gap) -> print.add(line).add(gap.difference()));
    return "D-" + print.digest().substring(0, ID_DIGITS);
  }

  /** What differs and nobody has waived. */
  public SortedMap<String, Gap> unwaived() {
    var left = new TreeMap<>(found);
    left.entrySet().removeIf(entry -> isWaived(entry.getKey(), entry.getValue()));
    return left;
  }

  private boolean isWaived(String line, Gap gap) {
    var waiver = waivers.get(line);
    return waiver != null && waiver.difference().equals(gap.difference());
  }

  /** With what was found now; a waiver of what is not found any more is over. */
  Reconciliation withFound(SortedMap<String, Gap> now) {
    var still = new Reconciliation(custodian, sleevesAhead, custodianAhead, now, waivers);
    var kept = new TreeMap<>(waivers);
    kept.keySet().removeIf(line -> !now.containsKey(line) || !still.isWaived(line, now.get(line)));
    return still.withWaivers(kept);
  }

  Reconciliation withWaivers(SortedMap<String, Waiver> now) {
    return new Reconciliation(custodian, sleevesAhead, custodianAhead, found, now);
  }
}
