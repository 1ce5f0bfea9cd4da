package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Model sleeves, capital and leverage")
class SleevesAndLeverageTest {
  private static SleeveChange change(
      SleeveChange.Type type, String amount, String before, String applied, boolean latches) {
    return new SleeveChange(
        "M", "M", type, Money.of(amount), Leverage.of(before), Leverage.of(applied), latches);
  }

  private static BookCase whole() {
    return new BookCase().price("A", "10").model("M", "A", "1");
  }

  @Test
  void opensASleeveThatDidNotExistAndLatchesItsLeverage() {
    var outcome = whole().sleeveOf("M", "1").managed("1000").bestFit();

    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.OPEN, "1000", "1", "1", true));
    assertThat(outcome.transfers()).containsExactly("MANAGED -> M 1000");
    assertThat(outcome.orders()).containsExactly("BUY M/A 100");
  }

  @Test
  void changesASleeveThatExistsAndIsEmpty() {
    var outcome = whole().sleeveOf("M", "1").managed("1000").holdsSleeve("M", "0").bestFit();

    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.CHANGE, "1000", "1", "1", false));
  }

  @Test
  void leavesAnEmptySleeveWithTargetZeroAlone() {
    var outcome = whole().cash("1").managed("1000").holdsSleeve("M", "0").bestFit();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void closesASleeveThatTheTargetDoesNotNameAndSweepsEverything() {
    var outcome = whole().cash("1").managed("5").holdsSleeve("M", "0.37", "A", "2.5").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL M/A 2.5");
    assertThat(outcome.transfers()).containsExactly("M -> MANAGED 25.37");
    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.CLOSE, "-25.37", "1", "1", false));
  }

  @Test
  void closesASleeveEvenBelowTheFloor() {
    var outcome = whole().cash("1").managed("1000").holdsSleeve("M", "0.02").minTransaction();

    assertThat(outcome.transfers()).containsExactly("M -> MANAGED 0.02");
  }

  @Test
  void aTransferAloneLatchesNoLeverage() {
    var outcome =
        new BookCase()
            .price("A", "5000")
            .model("M", "A", "1")
            .sleeveOf("M", "0.5", "1.5", true)
            .cash("0.5")
            .managed("1000")
            .holdsSleeve("M", "100")
            .latched("M", "1")
            .bestFit();

    assertThat(outcome.orders()).isEmpty();
    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.CHANGE, "450", "1", "1", false));
  }

  @Test
  void openingLatchesEvenWithoutAnOrder() {
    var outcome =
        new BookCase()
            .price("A", "5000")
            .model("M", "A", "1")
            .sleeveOf("M", "0.5", "1.5", true)
            .cash("0.5")
            .managed("1000")
            .bestFit();

    assertThat(outcome.orders()).isEmpty();
    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.OPEN, "500", "1", "1.5", true));
  }

  @Test
  void investsOneAndAHalfTimesTheSleevesEquityAtThatLeverage() {
    var outcome = whole().sleeveOf("M", "1", "1.5", false).managed("100000").bestFit();

    assertThat(outcome.orders()).containsExactly("BUY M/A 15000");
    assertThat(outcome.sleeveCash("M")).isEqualTo(Money.of("-50000"));
  }

  @Test
  void followsTheManagersCashWithTrackManagerLeverageOn() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .model("M", "A", "0.8")
            .sleeveOf("M", "1", "1.5", true)
            .managed("100000")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("BUY M/A 12000");
    assertThat(outcome.sleeveCash("M")).isEqualTo(Money.of("-20000"));
  }

  @Test
  void ignoresTheManagersCashWithTrackManagerLeverageOff() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .model("M", "A", "0.8")
            .sleeveOf("M", "1", "1.5", false)
            .managed("100000")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("BUY M/A 15000");
    assertThat(outcome.sleeveCash("M")).isEqualTo(Money.of("-50000"));
  }

  private static BookCase afterTenPercentDown() {
    return new BookCase()
        .price("A", "9")
        .model("M", "A", "1")
        .sleeveOf("M", "1", "1.5", false)
        .managed("0")
        .holdsSleeve("M", "-50000", "A", "15000")
        .latched("M", "1.5");
  }

  @Test
  void bringsALeveredSleeveThatFellBackToItsLeverageUnderBestFit() {
    var outcome = afterTenPercentDown().bestFit();

    assertThat(outcome.orders())
        .as("7,500 to the nearest lot of 9")
        .containsExactly("SELL M/A 833");
  }

  @Test
  void leavesALeveredSleeveThatFellWithinItsBandUnderMinTransaction() {
    assertThat(afterTenPercentDown().minTransaction().result())
        .isEqualTo(new BuildResult.NoTrades());
  }

  private static BookCase pending() {
    return whole()
        .sleeveOf("M", "0.5", "1.5", true)
        .cash("0.5")
        .managed("1000")
        .holdsSleeve("M", "0", "A", "100")
        .latched("M", "1");
  }

  @Test
  void buildsASleeveWhoseLeverageIsPendingAtTheConfiguredValueAndLatches() {
    var outcome = pending().minTransaction();

    assertThat(outcome.orders()).containsExactly("BUY M/A 50");
    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.CHANGE, "0", "1", "1.5", true));
    assertThat(outcome.again().orders()).isEmpty();
  }

  @Test
  void takesAnAbsentEffectiveLeverageAsOne() {
    var outcome =
        whole()
            .sleeveOf("M", "0.5", "1", true)
            .cash("0.5")
            .managed("1000")
            .holdsSleeve("M", "0", "A", "100")
            .bestFit();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void makesNoChangeWhereNoOrderInTheSleeveCouldBeMade() {
    var outcome =
        new BookCase()
            .price("A", "1000")
            .model("M", "A", "1")
            .sleeveOf("M", "0.5", "1.1", true)
            .cash("0.5")
            .managed("1000")
            .holdsSleeve("M", "0", "A", "1")
            .latched("M", "1")
            .bestFit();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void anAllocationOfOneDollarLatchesPendingLeverage() {
    var outcome = pending().allocate("M", "1.00").minTransaction();

    assertThat(outcome.transfers()).containsExactly("MANAGED -> M 1");
    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.CHANGE, "1", "1", "1.5", true));
    assertThat(outcome.orders()).containsExactly("BUY M/A 50");
  }

  @Test
  void anAllocationOfNothingBuildsTheSleeveAtItsConfiguredLeverage() {
    var outcome = pending().allocate("M", "0").minTransaction();

    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.CHANGE, "0", "1", "1.5", true));
  }

  @Test
  void anAllocationIsNotHeldToTheMinimumOfTheTarget() {
    var outcome = pending().minTradeAmount("100").allocate("M", "1.00").bestFit();

    assertThat(outcome.transfers()).containsExactly("MANAGED -> M 1");
  }

  @Test
  void anAllocationOpensASleeveThatDidNotExist() {
    var outcome =
        whole().sleeveOf("M", "0.5").cash("0.5").managed("1000").allocate("M", "30").bestFit();

    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.OPEN, "30", "1", "1", true));
    assertThat(outcome.orders()).containsExactly("BUY M/A 3");
  }

  @Test
  void anAllocationOfMoreThanManagedCashFails() {
    var outcome = pending().allocate("M", "1000.01").bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.INSUFFICIENT_CASH);
  }

  @Test
  void anAllocationBelowADollarFails() {
    assertThat(pending().allocate("M", "0.99").bestFit().issue())
        .isEqualTo(IssueCode.INSUFFICIENT_CASH);
  }

  @Test
  void anAllocationToAModelThatTheTargetDoesNotNameFails() {
    assertThat(pending().allocate("X", "1").bestFit().issue())
        .isEqualTo(IssueCode.MODEL_NOT_IN_TARGET);
  }

  @Test
  void aLiquidationSellsTheSleeveWholeAndSweepsIt() {
    var outcome =
        whole()
            .sleeveOf("M", "0.5")
            .cash("0.5")
            .managed("1000")
            .holdsSleeve("M", "3.33", "A", "99.5")
            .liquidate("M")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL M/A 99.5");
    assertThat(outcome.transfers()).containsExactly("M -> MANAGED 998.33");
    assertThat(outcome.changes())
        .containsExactly(change(SleeveChange.Type.CLOSE, "-998.33", "1", "1", false));
  }

  @Test
  void aLiquidationOfASleeveThatIsNotThereFails() {
    assertThat(pending().liquidate("X").bestFit().issue()).isEqualTo(IssueCode.SLEEVE_UNKNOWN);
  }

  @Test
  void configuredLeverageAboveOneNeedsMargin() {
    var outcome = pending().withoutMargin().bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.MARGIN_NOT_ENABLED);
  }

  @Test
  void failsWhereTheTradesWouldRaiseExposurePastInitialMargin() {
    var outcome = whole().sleeveOf("M", "1", "2.5", false).managed("1000").bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.REG_T_EXCEEDED);
  }

  @Test
  void allowsExposureOfExactlyTwiceTheEquity() {
    var outcome = whole().sleeveOf("M", "1", "2", false).managed("1000").bestFit();

    assertThat(outcome.orders()).containsExactly("BUY M/A 200");
  }

  @Test
  void allowsTradesThatLowerExposureEvenAboveInitialMargin() {
    var outcome =
        whole()
            .sleeveOf("M", "1", "2.5", false)
            .managed("0")
            .holdsSleeve("M", "-1700", "A", "270")
            .latched("M", "2.5")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL M/A 20");
  }

  @Test
  void failsWhereASecurityToBeBoughtHasNoPrice() {
    var outcome = new BookCase().price("A", "1").security("A", "0.5").security("NEW", "0.5");

    assertThat(outcome.managed("10", "A", "10").bestFit().issue()).isEqualTo(IssueCode.UNCHECKABLE);
  }

  @Test
  void failsWhereTheOnlyPriceOfASecurityToBeBoughtIsQuarantined() {
    var book = new BookCase().price("A", "1").security("A", "1").managed("10");
    var quote = book.boards().quotes.get("A");
    book.boards().quotes.put("A", new Quote(quote.price(), "USD", quote.asOf(), true));

    assertThat(book.bestFit().issue()).isEqualTo(IssueCode.UNCHECKABLE);
  }

  @Test
  void neitherTradesNorCountsFundingAndProtectedSleeves() {
    var outcome =
        whole()
            .security("A", "1")
            .managed("100")
            .sleeve("FUNDING", Sleeve.Kind.FUNDING, null, "500")
            .sleeve("PROTECTED", Sleeve.Kind.PROTECTED, null, "500", "A", "7")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:A 10");
  }

  @Test
  void movesCapitalFromOneSleeveToAnotherThroughManaged() {
    var outcome =
        whole()
            .model("N", "A", "1")
            .sleeveOf("M", "0.5")
            .sleeveOf("N", "0.5")
            .managed("0")
            .holdsSleeve("M", "0", "A", "70")
            .holdsSleeve("N", "0", "A", "30")
            .bestFit();

    assertThat(outcome.transfers()).containsExactly("M -> MANAGED 200", "MANAGED -> N 200");
    assertThat(outcome.orders()).containsExactly("SELL M/A 20", "BUY N/A 20");
  }

  @Test
  void neverLeavesCashOfAnUnleveredSleeveNegative() {
    var outcome =
        new BookCase()
            .price("A", "300")
            .model("M", "A", "1")
            .sleeveOf("M", "0.5")
            .cash("0.5")
            .managed("400")
            .holdsSleeve("M", "0", "A", "2")
            .bestFit();

    assertThat(outcome.transfers()).containsExactly("M -> MANAGED 100");
    assertThat(outcome.sleeveCash("M")).isEqualTo(Money.of("200"));
  }

  @Test
  void failsWhereNothingCanBeSoldForADebitOfManagedCash() {
    var outcome = whole().cash("1").minTradeAmount("500").managed("-20").sleeveOf("M", "0");
    outcome.holdsSleeve("M", "15");

    assertThat(outcome.bestFit().issue()).isEqualTo(IssueCode.INSUFFICIENT_CASH);
  }
}
