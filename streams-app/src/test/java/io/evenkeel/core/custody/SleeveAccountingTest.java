package io.evenkeel.core.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.core.tax.LotPicking;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Sleeve accounting")
class SleeveAccountingTest {
  private static final Instant AT = Instant.parse("2026-11-20T17:00:00Z");
  private static final LocalDate SPRING = LocalDate.of(2024, 4, 1);

  @Test
  void movesCashBetweenSleevesAndOpensTheOneThatDidNotExist() {
    var after =
        SleeveAccounting.book(
            positions("1000.00"),
            List.of(new Transfer("MANAGED", "TECH", Money.of("250.00"))),
            List.of(),
            AT);

    assertThat(after.managed().cash()).isEqualTo(Money.of("750.00"));
    assertThat(after.model("TECH").orElseThrow().cash()).isEqualTo(Money.of("250.00"));
  }

  @Test
  void opensFundingWhereAWithdrawalIsGatheredAndItWasNotThere() {
    var after =
        SleeveAccounting.book(
            positions("1000.00"),
            List.of(new Transfer("MANAGED", "FUNDING", Money.of("250.00"))),
            List.of(),
            AT);

    assertThat(after.funding().orElseThrow().cash()).isEqualTo(Money.of("250.00"));
    assertThat(after.funding().orElseThrow().kind()).isEqualTo(Sleeve.Kind.FUNDING);
  }

  @Test
  void booksMoneyFromOutsideIntoFundingAndClaimsNoMoreExecutions() {
    var before = positions("1000.00");

    var paidIn = SleeveAccounting.fund(before, Money.of("250.00"), AT);
    var paidOut = SleeveAccounting.fund(paidIn, Money.of("-100.00"), AT);

    assertThat(paidOut.funding().orElseThrow().cash()).isEqualTo(Money.of("150.00"));
    assertThat(paidOut.managed()).isEqualTo(before.managed());
    assertThat(paidOut.version()).isEqualTo(before.version() + 2);
    assertThat(paidOut.executionsThrough()).isEqualTo(before.executionsThrough());
  }

  @Test
  void takesFeesFromWhatASaleBringsAndMakesThemPartOfTheBasisOfAPurchase() {
    var before = positions("1000.00");
    var sale =
        new Fill("MANAGED", "XOM", TradeSide.SELL, Quantity.of("1"), Price.of("50"), AT, List.of())
            .withFees(Money.of("1.25"));
    var purchase =
        new Fill("MANAGED", "NEW", TradeSide.BUY, Quantity.of("2"), Price.of("50"), AT, List.of())
            .withFees(Money.of("0.75"));

    var after = SleeveAccounting.book(before, List.of(), List.of(sale, purchase), AT);

    assertThat(after.managed().cash()).isEqualTo(Money.of("948.00"));
    assertThat(after.managed().holdings())
        .filteredOn(holding -> holding.securityId().equals("NEW"))
        .flatExtracting(Holding::lots)
        .extracting(Lot::costBasis)
        .containsExactly(Money.of("100.75"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void losesNoCentBetweenCashTradesTransfersAndFees(long seed) {
    var random = new Random(seed);
    var before = positions("5000.00");
    var fills = new ArrayList<Fill>();
    var left = 10;
    for (var i = 0; i < 8; i++) {
      var sells = left > 0 && random.nextBoolean();
      var quantity = sells ? 1 + random.nextInt(left) : 1 + random.nextInt(9);
      left = sells ? left - quantity : left;
      fills.add(
          new Fill(
                  "MANAGED",
                  sells ? "XOM" : "NEW",
                  sells ? TradeSide.SELL : TradeSide.BUY,
                  Quantity.of(String.valueOf(quantity)),
                  new Price(BigDecimal.valueOf(1 + random.nextInt(99_999), 3)),
                  AT,
                  List.of())
              .withFees(new Money(BigDecimal.valueOf(random.nextInt(500), 2))));
    }
    var transfer = new Money(BigDecimal.valueOf(random.nextInt(100_000), 2));

    var after =
        SleeveAccounting.book(
            before, List.of(new Transfer("MANAGED", "TECH", transfer)), fills, AT);

    var brought = fills.stream().map(Fill::net).reduce(Money.ZERO, Money::plus);
    var fees = fills.stream().map(Fill::fees).reduce(Money.ZERO, Money::plus);
    assertThat(cash(after)).isEqualTo(cash(before).plus(brought));
    assertThat(brought.plus(fees))
        .as("what was traded, without its costs")
        .isEqualTo(fills.stream().map(this::gross).reduce(Money.ZERO, Money::plus));
  }

  private Money gross(Fill fill) {
    return fill.side() == TradeSide.SELL ? fill.cash() : fill.cash().negate();
  }

  private static Money cash(Positions positions) {
    return positions.sleeves().stream().map(Sleeve::cash).reduce(Money.ZERO, Money::plus);
  }

  @Test
  void takesAFeeOutOfManagedCash() {
    var after = SleeveAccounting.charge(positions("1000.00"), Money.of("25.00"), AT);

    assertThat(after.managed().cash()).isEqualTo(Money.of("975.00"));
    assertThat(after.version()).isEqualTo(positions("1000.00").version() + 1);
  }

  @Test
  void splitsAHoldingInEverySleeveAndLeavesWhatItsLotsCost() {
    var lot = new Lot(Quantity.of("4"), Money.of("100.00"), SPRING);
    var held = List.of(new Holding("A", Quantity.of("5.5"), List.of(lot)));
    var other = new Holding("B", Quantity.of("7"), List.of());
    var before =
        positions("1000.00")
            .withSleeves(
                List.of(
                    sleeve("MANAGED", Sleeve.Kind.MANAGED, null, held),
                    sleeve("TECH", Sleeve.Kind.MODEL, "TECH", List.of(held.get(0), other))));

    var after = SleeveAccounting.split(before, "A", 2, AT);

    var split =
        new Holding(
            "A", Quantity.of("11"), List.of(new Lot(Quantity.of("8"), Money.of("100.00"), SPRING)));
    assertThat(after.managed().holdings()).containsExactly(split);
    assertThat(after.model("TECH").orElseThrow().holdings()).containsExactly(split, other);
    assertThat(after.managed().cash()).isEqualTo(before.managed().cash());
    assertThat(after.asOf()).isEqualTo(AT);
    assertThat(after.executionsThrough()).isEqualTo(before.executionsThrough());
  }

  private static Sleeve sleeve(
      String id, Sleeve.Kind kind, String modelId, List<Holding> holdings) {
    return new Sleeve(id, kind, modelId, Money.of("10.00"), Money.ZERO, Money.ZERO, holdings);
  }

  @Test
  void paysForABuyToTheCent() {
    var after = fill(positions("1000.00"), TradeSide.BUY, "3", "33.335");

    assertThat(after.managed().cash()).isEqualTo(Money.of("900.00"));
    assertThat(holding(after).quantity()).isEqualTo(Quantity.of("13"));
  }

  @Test
  void takesTheOldestLotsFirstAndKeepsTheRestsShareOfTheBasis() {
    var after = fill(positions("0"), TradeSide.SELL, "6", "10");

    assertThat(holding(after).lots())
        .containsExactly(new Lot(Quantity.of("4"), Money.of("40.00"), SPRING.plusDays(1)));
  }

  @Test
  void takesTheLotsThatTheOrderNamedAlsoWhenItIsFilledInParts() {
    var older = new Lot(Quantity.of("10"), Money.of("500"), LocalDate.parse("2020-01-02"));
    var newer = new Lot(Quantity.of("10"), Money.of("900"), LocalDate.parse("2026-01-02"));
    var held =
        new Positions(
            "A-1",
            1,
            AT,
            Positions.Feed.INTRADAY,
            null,
            List.of(
                new Sleeve(
                    "MANAGED",
                    Sleeve.Kind.MANAGED,
                    null,
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    List.of(new Holding("XOM", Quantity.of("20"), List.of(older, newer))))));
    var named = List.of(newer, LotPicking.part(older, Quantity.of("2")));

    var after =
        SleeveAccounting.book(held, List.of(), List.of(sale("7", named), sale("5", named)), AT);

    assertThat(after.managed().holdings().get(0).lots())
        .containsExactly(LotPicking.part(older, Quantity.of("8")));
  }

  private static Fill sale(String quantity, List<Lot> named) {
    return new Fill(
        "MANAGED", "XOM", TradeSide.SELL, Quantity.of(quantity), Price.of("100"), AT, named);
  }

  @Test
  void letsAHoldingThatWasSoldWholeGo() {
    var after = fill(positions("0"), TradeSide.SELL, "10", "10");

    assertThat(after.managed().holdings()).isEmpty();
    assertThat(after.managed().cash()).isEqualTo(Money.of("100.00"));
  }

  @Test
  void refusesToSellMoreThanIsHeld() {
    assertThatThrownBy(() -> fill(positions("0"), TradeSide.SELL, "11", "10"))
        .hasMessageContaining("XOM");
  }

  @Test
  void saysThroughWhichExecutionItIsBooked() {
    var after = fill(positions("1000.00"), TradeSide.BUY, "1", "1");

    assertThat(after.executionsThrough()).isEqualTo(AT.plusSeconds(1));
    assertThat(after.version()).isEqualTo(2);
  }

  private static Positions fill(Positions before, TradeSide side, String quantity, String price) {
    var fill =
        new Fill("MANAGED", "XOM", side, Quantity.of(quantity), Price.of(price), AT.plusSeconds(1));
    return SleeveAccounting.book(before, List.of(), List.of(fill), AT);
  }

  private static Holding holding(Positions positions) {
    return positions.managed().holdings().get(0);
  }

  private static Positions positions(String cash) {
    var lots =
        List.of(
            new Lot(Quantity.of("5"), Money.of("45.00"), SPRING),
            new Lot(Quantity.of("5"), Money.of("50.00"), SPRING.plusDays(1)));
    var managed =
        new Sleeve(
            "MANAGED",
            Sleeve.Kind.MANAGED,
            null,
            Money.of(cash),
            Money.ZERO,
            Money.ZERO,
            List.of(new Holding("XOM", Quantity.of("10"), lots)));
    return new Positions("A-1", 1, AT, Positions.Feed.INTRADAY, null, List.of(managed));
  }

  @Test
  void undoesAPurchaseByItsOwnLotAndASaleByOneOfUnknownBasis() {
    var bought = new Fill("MANAGED", "XOM", TradeSide.BUY, Quantity.of("3"), Price.of("10"), AT);
    var sold = new Fill("MANAGED", "XOM", TradeSide.SELL, Quantity.of("2"), Price.of("11"), AT);
    var purchase = Movement.of(bought, Money.of("-30.25"));
    var sale = Movement.of(sold, Money.of("21.75"));
    var before = positions("1000.00").sleeves();

    var after = SleeveAccounting.moved(before, List.of(), List.of(sale, purchase));
    var again = SleeveAccounting.moved(after, List.of(), List.of(purchase.undone(), sale.undone()));

    assertThat(after.get(0).cash()).isEqualTo(Money.of("991.50"));
    assertThat(again.get(0).cash()).isEqualTo(Money.of("1000"));
    var xom = again.get(0).holdings().get(0);
    assertThat(xom.quantity()).isEqualTo(before.get(0).holdings().get(0).quantity());
    assertThat(xom.lots()).contains(new Lot(Quantity.of("2"), null, null));
  }
}
