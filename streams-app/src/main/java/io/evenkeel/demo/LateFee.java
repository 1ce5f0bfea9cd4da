package io.evenkeel.demo;

import io.evenkeel.core.money.Money;
import io.evenkeel.json.BookFile;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.SleeveKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A fee that a custodian takes and that the sleeve accounting hears of too late: it speaks of a
 * later time without it, and so the two differ. Somebody reads of that, and has it booked. An
 * account that is not rebalanced has it, or else one in which nothing else is played, so that
 * nobody's work waits for it.
 */
final class LateFee {
  static final Money FEE = Money.of("25.00");

  private static final BigDecimal LEAST_CASH = new BigDecimal("100");

  private static final Duration TAKEN_AFTER = Duration.ofSeconds(6);
  private static final Duration MISSED_AFTER = TAKEN_AFTER.plusSeconds(2);

  /** So long somebody needs to find out what a break is about. */
  private static final Duration HEARD_AFTER = Duration.ofSeconds(5);

  private final String accountId;
  private final CustodianDesk desk;
  private final Engagements engagements;
  private final WorkClock clock;

  /** Begins with {@link #start}. */
  LateFee(String accountId, CustodianDesk desk, Engagements engagements, WorkClock clock) {
    this.accountId = accountId;
    this.desk = desk;
    this.engagements = engagements;
    this.clock = clock;
  }

  void start() {
    engagements.begin(List.of(accountId));
    clock.later(TAKEN_AFTER, () -> desk.charge(accountId, FEE));
    clock.later(MISSED_AFTER, () -> desk.publishAgain(accountId));
  }

  /** Takes advisories: once the break is known the fee is booked, and then the account is free. */
  void take(String topic, String key, @Nullable SpecificRecord value) {
    if (value instanceof Advisory advisory
        && advisory.getCode() == AdvisoryCode.RECONCILIATION_BREAK
        && accountId.equals(advisory.getAccountId())) {
      if (advisory.getRaised()) {
        clock.later(HEARD_AFTER, () -> desk.bookFees(accountId));
      } else {
        engagements.end(List.of(accountId));
      }
    }
  }

  /** The first that is not rebalanced and can pay it, else the last that can. */
  static Optional<String> account(BookFile book) {
    var engaged = new HashSet<>(Clientele.accounts(book));
    engaged.addAll(SecondThoughts.accounts(book));
    var able =
        book.accounts().keySet().stream()
            .filter(id -> !engaged.contains(id))
            .filter(id -> canPay(book, id))
            .toList();
    return able.stream().filter(id -> !isRebalanced(book, id)).findFirst().or(() -> last(able));
  }

  private static Optional<String> last(List<String> ids) {
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(ids.size() - 1));
  }

  /** What is published of an account that waits for the split is of the last close for a while. */
  private static boolean canPay(BookFile book, String accountId) {
    var positions = book.positions().get(accountId);
    return positions != null
        && managedCash(positions).compareTo(LEAST_CASH) >= 0
        && !SplitPlay.isHeldIn(book, accountId);
  }

  private static BigDecimal managedCash(Positions positions) {
    return positions.getSleeves().stream()
        .filter(sleeve -> sleeve.getKind() == SleeveKind.MANAGED)
        .map(sleeve -> sleeve.getSettledCash())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean isRebalanced(BookFile book, String accountId) {
    var opening = book.openings().get(accountId);
    var state = opening == null ? null : opening.getOpeningState();
    return state != null && state.getRebalancing();
  }
}
