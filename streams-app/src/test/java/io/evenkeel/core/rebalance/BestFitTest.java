package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BEST_FIT")
class BestFitTest {

  @Test
  void bringsEveryLineToItsExactTarget() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .price("B", "20")
            .security("A", "0.5")
            .security("B", "0.3")
            .cash("0.2")
            .managed("1000")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:A 50", "BUY SECURITY:B 15");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("200"));
  }

  @Test
  void tradesLinesThatAreNotBreachedToo() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .security("A", "0.5")
            .cash("0.5")
            .managed("490", "A", "510")
            .bestFit();

    assertThat(outcome.input().sides()).isEmpty();
    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 10");
  }

  @Test
  void sellsEverythingThatTheTargetDoesNotName() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .price("OLD", "3.333333")
            .security("A", "1")
            .managed("0", "A", "10", "OLD", "3.5")
            .bestFit();

    assertThat(outcome.plan().orders().get(0).fullExit()).isTrue();
    assertThat(outcome.orders()).containsExactly("SELL SECURITY:OLD 3.5", "BUY SECURITY:A 1");
  }

  @Test
  void sellsEverythingOfAnAccountWithoutATarget() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .price("B", "7")
            .cash("1")
            .managed("5", "A", "3", "B", "2")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 3", "SELL SECURITY:B 2");
  }

  @Test
  void aPrecisionIsNeverWiderThanTheLinesClearingEdges() {
    var wide = List.of(Tolerance.relative("0.90"));
    var edges =
        Edges.around(
            Rational.of("0.10"),
            List.of(Tolerance.DEFAULT_THRESHOLD),
            wide,
            Rational.of("0.10"),
            Rational.of(1_000));

    assertThat(edges.preciseLow()).isEqualTo(edges.clearLow()).isEqualTo(Rational.of("82"));
    assertThat(edges.preciseHigh()).isEqualTo(edges.clearHigh()).isEqualTo(Rational.of("118"));
  }

  @Test
  void aTenPercentLineHasTheDefaultPrecisionOfFourPercentOfIt() {
    var edges =
        Edges.around(
            Rational.of("0.10"),
            List.of(Tolerance.DEFAULT_THRESHOLD),
            List.of(Tolerance.DEFAULT_PRECISION),
            Rational.of("0.10"),
            Rational.ONE);

    assertThat(List.of(edges.preciseLow(), edges.preciseHigh()))
        .containsExactly(Rational.of("0.096"), Rational.of("0.104"));
    assertThat(List.of(edges.low(), edges.high()))
        .containsExactly(Rational.of("0.08"), Rational.of("0.12"));
  }

  @Test
  void truncatesBuys() {
    var outcome =
        new BookCase()
            .price("A", "30")
            .security("A", "0.5")
            .cash("0.5", Tolerance.relative("0.9"), Tolerance.relative("0.5"))
            .managed("148")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:A 2");
  }

  @Test
  void sellsToTheNearestLotAndTheFewerOnATie() {
    assertThat(selling("134").orders()).as("3.4 lots above").containsExactly("SELL SECURITY:A 30");
    assertThat(selling("136").orders()).as("3.6 lots above").containsExactly("SELL SECURITY:A 40");
    assertThat(selling("135").orders()).as("3.5 lots above").containsExactly("SELL SECURITY:A 30");
  }

  /** A lot of 10 shares at $1, and a target of $100 of so many shares and as much cash. */
  private static Outcome selling(String shares) {
    var cash = Money.of("200").minus(Money.of(shares));
    return new BookCase()
        .price("A", "1")
        .lot("A", "10")
        .security("A", "0.5", Tolerance.relative("0.5"), Tolerance.relative("0"))
        .cash("0.5", Tolerance.relative("0.9"), Tolerance.relative("0.5"))
        .managed(cash.toString(), "A", shares)
        .bestFit();
  }

  @Test
  void sellsOneMoreLotFromTheHighestLineWhenCashIsBelowItsPrecision() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .price("B", "10")
            .security("A", "0.45", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0.05"))
            .security("B", "0.45", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0.05"))
            .cash("0.10", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0.02"))
            .managed("92", "A", "46", "B", "45", "C", "1")
            .price("C", "1")
            .bestFit();

    assertThat(outcome.managedCash()).isGreaterThanOrEqualTo(Money.of("98"));
    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 1", "SELL SECURITY:C 1");
  }

  @Test
  void sellsFromAnyLineAboveTargetWhenCashIsBelowZero() {
    var outcome =
        new BookCase()
            .price("A", "100")
            .security("A", "1", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0"))
            .managed("-1", "A", "10")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 1");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("99"));
  }

  @Test
  void givesALeftoverLotToALineBelowItsPrecisionThatComesNearer() {
    var outcome =
        new BookCase()
            .price("A", "60")
            .price("B", "60")
            .security("A", "0.5")
            .security("B", "0.5")
            .managed("200")
            .bestFit();

    assertThat(outcome.orders())
        .as("100 each buys 1 each; the third lot goes to A, first by id")
        .containsExactly("BUY SECURITY:A 2", "BUY SECURITY:B 1");
  }

  @Test
  void givesLeftoverLotsWhileCashIsAboveItsPrecisionToLinesThatStayWithinTheirs() {
    var outcome =
        new BookCase()
            .price("A", "30")
            .security("A", "0.5", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0.20"))
            .cash("0.5", Tolerance.relative("0.5"), Tolerance.relative("0.10"))
            .managed("208")
            .bestFit();

    assertThat(outcome.orders())
        .as("104 buys 3 and leaves 118 of cash, above 114.40; a fourth lot stays within 124.80")
        .containsExactly("BUY SECURITY:A 3");
    assertThat(outcome.managedCash())
        .as("a fourth would take cash below 93.60")
        .isEqualTo(Money.of("118"));
  }

  @Test
  void countsALotWorthLessThanADollarAsTheFewestLotsWorthADollar() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .fractionable("A")
            .security("A", "1")
            .managed("0.80", "A", "9.92")
            .bestFit();

    assertThat(outcome.orders()).as("80 cents do not buy a dollar's worth").isEmpty();
  }

  @Test
  void scalesTransfersIntoSleevesLikeBuysAndLetsSleevesTakeTheRestUpToTheirTarget() {
    var outcome =
        new BookCase()
            .price("BIG", "500")
            .price("A", "7")
            .price("B", "1")
            .fractionable("B")
            .model("M", "B", "1")
            .security("BIG", "0.40", Tolerance.relative("0.5"), Tolerance.relative("0"))
            .security("A", "0.20")
            .sleeveOf("M", "0.20")
            .cash("0.20", Tolerance.DEFAULT_THRESHOLD, Tolerance.relative("0"))
            .managed("500", "BIG", "1")
            .bestFit();

    assertThat(outcome.orders())
        .as("300 of the 396 that A and M want; A gets 151 in lots of 7, M the rest")
        .contains("BUY SECURITY:A 21");
    assertThat(outcome.transfers()).containsExactly("MANAGED -> M 153");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("200"));
  }

  @Test
  void breaksTiesBySecurityId() {
    var outcome =
        new BookCase()
            .price("Z", "60")
            .price("Y", "60")
            .security("Z", "0.5")
            .security("Y", "0.5")
            .managed("200")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:Y 2", "BUY SECURITY:Z 1");
  }

  @Test
  void roundsAnOrdersCashHalfEvenToTheCent() {
    var outcome =
        new BookCase()
            .price("A", "1.005")
            .price("B", "1.015")
            .security("A", "0.5")
            .security("B", "0.5")
            .managed("2.03")
            .bestFit();

    assertThat(outcome.plan().orders())
        .extracting(order -> order.cash().toString())
        .containsExactly("1", "1.02");
  }

  @Test
  void makesNoOrderBelowADollarExceptAFullExit() {
    var outcome =
        new BookCase()
            .price("A", "0.4")
            .price("OLD", "0.3")
            .security("A", "0.5")
            .cash("0.5")
            .managed("500.20", "A", "1249", "OLD", "1")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:OLD 1");
  }

  @Test
  void makesNoOrderOrTransferBelowTheMinimumOfTheTarget() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .model("M", "A", "1")
            .security("A", "0.5")
            .sleeveOf("M", "0.5")
            .minTradeAmount("100")
            .managed("80", "A", "460")
            .holdsSleeve("M", "0", "A", "460")
            .bestFit();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void placesNoLeftoverThatTakesASleevesExposureAboveTwiceItsEquity() {
    var book =
        new BookCase()
            .price("A", "30")
            .price("B", "30")
            .model("M", "A", "0.5", "B", "0.5")
            .sleeveOf("M", "1", "1.98", false)
            .managed("100");

    assertThat(book.bestFit().orders())
        .as("99 each buys 3; a fourth is nearer and within the cash, but 210 is above 200")
        .containsExactly("BUY M/A 3", "BUY M/B 3");
  }

  @Test
  void takesTheMinimumOfTheTargetForTheFewestLotsOfAnOrder() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .security("A", "0.5")
            .cash("0.5")
            .minTradeAmount("100")
            .managed("440", "A", "560")
            .bestFit();

    assertThat(outcome.orders())
        .as("60 above target: 100 would leave it 40 below, which is nearer")
        .containsExactly("SELL SECURITY:A 100");
  }
}
