package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.pipeline.wire.CustodianPositionsWire;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.schemas.CustodianPositions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo's sleeve accounting")
class SleeveBooksTest {
  private static final Split SPLIT = new Split("NOVA", 2, LocalDate.of(2020, 1, 2));
  private static final Instant NOON = SPLIT.effectiveAt().plusSeconds(12 * 3600);

  private final List<Positions> positions = new ArrayList<>();
  private final List<CustodianPositions> totals = new ArrayList<>();
  private final Prices prices = new Prices();
  private final SleeveBooks books =
      new SleeveBooks(
          SPLIT,
          prices,
          () -> NOON,
          new SleeveBooks.Saying() {
            @Override
            public void positions(Positions some) {
              positions.add(some);
            }

            @Override
            public void total(String accountId, CustodianPositions total) {
              totals.add(total);
            }
          });

  @Test
  void doublesTheSharesOfEveryHolderOnceAndOfNobodyElse() {
    begins("A-1", "NOVA", "100");
    begins("A-2", "XOM", "100");

    books.bookSplit();
    books.bookSplit();

    assertThat(positions).hasSize(1);
    assertThat(quantity(newest(), "NOVA")).isEqualTo(Quantity.of("200"));
    assertThat(newest().asOf()).isAfter(SPLIT.effectiveAt());
    assertThat(totals.get(0).getHoldings().get(0).getQuantity()).isEqualByComparingTo("200");
  }

  @Test
  void publishesNothingOfTheDayOfTheSplitThatDoesNotKnowOfIt() {
    begins("A-1", "NOVA", "100");

    books.fund(before("A-1"), Money.of("500.00"));

    assertThat(newest().asOf()).isAfter(SPLIT.lastClose()).isBefore(SPLIT.effectiveAt());
    books.bookSplit();
    assertThat(quantity(newest(), "NOVA")).isEqualTo(Quantity.of("200"));
    assertThat(newest().funding().orElseThrow().cash()).isEqualTo(Money.of("500.00"));
  }

  @Test
  void fillsABatchInOldSharesToItsEndAndSplitsThen() {
    begins("A-1", "NOVA", "100");
    closes("66.00");
    books.begin("A-1", "B-1");
    prices.put("NOVA", new BigDecimal("33.00"), NOON);

    assertThat(books.fillPrice("A-1", "NOVA")).isEqualByComparingTo("66");
    books.bookSplit();
    assertThat(positions).isEmpty();
    books.book(before("A-1"), List.of(), List.of(sold("NOVA", "10", "66.00")));
    books.end("A-1", "B-1");

    assertThat(quantity(newest(), "NOVA")).isEqualTo(Quantity.of("180"));
    assertThat(newest().managed().cash()).isEqualTo(Money.of("1660.00"));
    assertThat(books.fillPrice("A-1", "NOVA")).isEqualByComparingTo("33");
  }

  @Test
  void splitsWhatWasBoughtBeforeItAndNotWhatWasBoughtSince() {
    begins("A-1", "XOM", "100");
    begins("A-2", "XOM", "100");
    closes("66.00");
    assertThat(books.fillPrice("A-1", "NOVA")).isEqualByComparingTo("66");
    books.book(before("A-1"), List.of(), List.of(bought("NOVA", "5", "66.00")));
    prices.put("NOVA", new BigDecimal("33.00"), NOON);
    assertThat(books.fillPrice("A-2", "NOVA")).isEqualByComparingTo("33");
    books.book(before("A-2"), List.of(), List.of(bought("NOVA", "5", "33.00")));

    books.bookSplit();

    assertThat(quantity(before("A-1"), "NOVA")).isEqualTo(Quantity.of("10"));
    assertThat(quantity(before("A-2"), "NOVA")).isEqualTo(Quantity.of("5"));
  }

  @Test
  void differsFromItsCustodianByAFeeUntilItHearsOfIt() {
    begins("A-1", "XOM", "100");

    books.charge("A-1", Money.of("25.00"));
    assertThat(positions).isEmpty();
    assertThat(cash(0)).isEqualTo("975");
    books.fund(before("A-1"), Money.of("500.00"));
    assertThat(cash(1)).isEqualTo("1475");
    books.bookFees("A-1");

    assertThat(newest().managed().cash()).isEqualTo(Money.of("975.00"));
    assertThat(cash(2)).isEqualTo("1475");
  }

  @Test
  void differsFromItsCustodianAtOneTimeOnceItIsPublishedAgain() {
    begins("A-1", "XOM", "100");
    books.charge("A-1", Money.of("25.00"));

    books.publishAgain("A-1");

    assertThat(newest().managed().cash()).isEqualTo(Money.of("1000.00"));
    assertThat(newest().asOf()).isEqualTo(NOON);
    assertThat(newest().executionsThrough()).isNull();
    assertThat(cash(1)).isEqualTo("975");
  }

  @Test
  void waitsForTheBatchThatIsAtWorkAndForNoEarlierOne() {
    begins("A-1", "NOVA", "100");
    books.begin("A-1", "B-1");
    books.begin("A-1", "B-2");
    books.bookSplit();

    books.end("A-1", "B-1");

    assertThat(positions).isEmpty();
    books.end("A-1", "B-2");
    assertThat(quantity(newest(), "NOVA")).isEqualTo(Quantity.of("200"));
  }

  @Test
  void hasTheCustodianTakeBackWhatAnEarlierRunLeftDifferent() {
    begins("A-1", "XOM", "100");
    begins("A-2", "XOM", "100");
    var wrong = CustodianPositionsWire.agreeing(before("A-1"));
    wrong.setSettledCash(new BigDecimal("975.0000"));
    books.take("A-1", wrong);
    books.take("A-2", CustodianPositionsWire.agreeing(before("A-2")));

    books.agree();

    assertThat(totals).hasSize(1);
    assertThat(cash(0)).isEqualTo("1000");
  }

  @Test
  void knowsNoPriceOfWhatTheMarketDoesNotHave() {
    begins("A-1", "XOM", "100");

    assertThat(books.fillPrice("A-1", "XOM")).isNull();
  }

  private void begins(String accountId, String securityId, String quantity) {
    var holding = new Holding(securityId, Quantity.of(quantity), List.of());
    var managed =
        new Sleeve(
            "MANAGED",
            Sleeve.Kind.MANAGED,
            null,
            Money.of("1000.00"),
            Money.ZERO,
            Money.ZERO,
            List.of(holding));
    books.take(
        accountId,
        PositionsWire.write(
            new Positions(
                accountId,
                1,
                SPLIT.lastClose(),
                Positions.Feed.END_OF_DAY,
                null,
                List.of(managed))));
  }

  private void closes(String price) {
    prices.put("NOVA", new BigDecimal(price), SPLIT.lastClose());
  }

  private Positions before(String accountId) {
    return Objects.requireNonNull(books.of(accountId));
  }

  private Positions newest() {
    return positions.get(positions.size() - 1);
  }

  private String cash(int total) {
    return totals.get(total).getSettledCash().stripTrailingZeros().toPlainString();
  }

  private static Quantity quantity(Positions positions, String securityId) {
    return positions.managed().holdings().stream()
        .filter(holding -> holding.securityId().equals(securityId))
        .map(Holding::quantity)
        .findFirst()
        .orElse(Quantity.ZERO);
  }

  private static Fill sold(String securityId, String quantity, String price) {
    return fill(TradeSide.SELL, securityId, quantity, price);
  }

  private static Fill bought(String securityId, String quantity, String price) {
    return fill(TradeSide.BUY, securityId, quantity, price);
  }

  private static Fill fill(TradeSide side, String securityId, String quantity, String price) {
    return new Fill(
        "MANAGED",
        securityId,
        side,
        Quantity.of(quantity),
        new Price(new BigDecimal(price)),
        NOON,
        List.of());
  }
}
