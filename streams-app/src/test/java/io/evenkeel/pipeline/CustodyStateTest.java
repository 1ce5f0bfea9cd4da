package io.evenkeel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.Gap;
import io.evenkeel.core.account.Reconciliation;
import io.evenkeel.core.book.CustodianPositions;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Totals;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a restarted task remembers of custody")
class CustodyStateTest {
  private static final Instant AT = Instant.parse("2026-11-20T15:00:00.123456Z");

  @Test
  void isWhatTheCustodianSaidWhatDiffersAndWhoAnswersForIt() {
    var said =
        new CustodianPositions(
            "A-1", AT, null, Totals.of(Money.of("-1.50"), Map.of("XOM", Quantity.of("7.000001"))));
    var book =
        book(
            new Reconciliation(
                said,
                one("AAPL", AT.plusSeconds(1)),
                one("", AT.minusSeconds(1)),
                one("XOM", new Gap(Quantity.of("7"), Quantity.of("7.000001"))),
                one(
                    "XOM",
                    new Reconciliation.Waiver(Quantity.of("0.000001"), "ops-3", AT, "rounding"))),
            null);

    assertThat(again(book)).isEqualTo(book);
  }

  @Test
  void isByWhichExecutionsItsPositionsAreAhead() {
    var sleeve =
        new Sleeve(
            "MANAGED", Sleeve.Kind.MANAGED, null, Money.of("1"), Money.ZERO, Money.ZERO, List.of());
    var positions = new Positions("A-1", 3, AT, Positions.Feed.INTRADAY, AT, List.of(sleeve));
    var book =
        book(
            Reconciliation.NONE,
            positions.ahead(List.of(sleeve.plusCash(Money.of("2"))), List.of("E-1")));

    assertThat(again(book)).isEqualTo(book);
    assertThat(again(book).held().provisional()).containsExactly("E-1");
  }

  private static <V> SortedMap<String, V> one(String line, V value) {
    return new TreeMap<>(Map.of(line, value));
  }

  private static AccountBook again(AccountBook book) {
    return StatePackings.BOOKS.unpack(StatePackings.BOOKS.pack(book));
  }

  private static AccountBook book(Reconciliation reconciliation, @Nullable Positions provisional) {
    var empty = AccountBook.unknown("A-1");
    return new AccountBook(
        empty.accountId(),
        empty.account(),
        empty.owner(),
        empty.positions(),
        empty.instructions(),
        empty.acknowledged(),
        empty.effectiveLeverage(),
        empty.drift(),
        empty.raised(),
        empty.pending(),
        empty.batches(),
        empty.nothingToTrade(),
        empty.commands(),
        empty.limits(),
        empty.waiting(),
        empty.reported(),
        empty.movements(),
        reconciliation,
        provisional);
  }
}
