package io.evenkeel.core.rebalance;

import static io.evenkeel.core.rebalance.CashFlow.Method.CUSTOM;
import static io.evenkeel.core.rebalance.CashFlow.Method.EQUAL_WEIGHT;
import static io.evenkeel.core.rebalance.CashFlow.Method.PRO_RATA;
import static io.evenkeel.core.rebalance.CashFlow.Method.REBALANCER;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A cash movement")
class CashMovementTest {
  private static CashFlow.Part part(String sleeveId, String securityId, String dollars) {
    return new CashFlow.Part(sleeveId, securityId, Money.of(dollars));
  }

  private static CashFlow.Part part(String sleeveId, String dollars) {
    return new CashFlow.Part(sleeveId, null, Money.of(dollars));
  }

  /** The worked example of the cash-flow rule. */
  private static BookCase worked() {
    return new BookCase()
        .price("A", "1")
        .price("B", "1")
        .price("C", "1")
        .price("D", "1")
        .fractionable("A", "B", "C", "D")
        .security("A", "0.20")
        .security("B", "0.10")
        .security("C", "0.40")
        .security("D", "0.30")
        .managed("0", "A", "16500", "B", "6500", "C", "43500", "D", "33500");
  }

  /** Half a stock, half cash, ten dollars a share. */
  private static BookCase half(String cash, String shares) {
    return new BookCase()
        .price("A", "10")
        .security("A", "0.5")
        .cash("0.5")
        .managed(cash, "A", shares);
  }

  @Test
  void aDepositRaisesTheLowestLinesTogetherByTheCashFlowRule() {
    var outcome = worked().funding("5000").deposit(REBALANCER, "5000").bestFit();

    assertThat(outcome.orders())
        .containsExactly("BUY SECURITY:A 2166.666666", "BUY SECURITY:B 2833.333333");
    assertThat(outcome.plan().orders())
        .extracting(PlannedOrder::cash)
        .containsExactly(Money.of("2166.67"), Money.of("2833.33"));
  }

  @Test
  void aDepositLeavesTheFundingSleeveByATransfer() {
    var outcome = worked().funding("5000").deposit(REBALANCER, "5000").bestFit();

    assertThat(outcome.transfers()).containsExactly("FUNDING -> MANAGED 5000");
  }

  @Test
  void aWithdrawalIsGatheredInTheFundingSleeve() {
    var outcome = half("500", "50").withdraw(REBALANCER, "100").bestFit();

    assertThat(outcome.transfers()).containsExactly("MANAGED -> FUNDING 100");
    assertThat(outcome.filled().funding().orElseThrow().cash()).isEqualTo(Money.of("100"));
  }

  @Test
  void aWithdrawalSellsOnlyWhatTheCashAlreadyThereDoesNotCover() {
    var outcome = half("0", "100").funding("300").withdraw(PRO_RATA, "1000").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 70");
    assertThat(outcome.transfers()).containsExactly("MANAGED -> FUNDING 700");
    assertThat(outcome.filled().funding().orElseThrow().cash()).isEqualTo(Money.of("1000"));
  }

  @ParameterizedTest
  @EnumSource(
      value = CashFlow.Method.class,
      names = {"PRO_RATA", "EQUAL_WEIGHT"})
  void withoutATargetInMindCashOfTheAccountGoesBeforeAnythingIsSold(CashFlow.Method method) {
    var outcome = half("600", "100").withdraw(method, "1000").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 40");
    assertThat(outcome.managedCash()).isEqualTo(Money.ZERO);
  }

  @Test
  void cashThatTheTargetDoesNotNameGoesBeforeAnythingIsSold() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .security("A", "1")
            .managed("600", "A", "100")
            .withdraw(REBALANCER, "1000")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 40");
  }

  @Test
  void cashOfTheTargetIsALineOfItsOwnInAWithdrawal() {
    var outcome = half("500", "50").withdraw(REBALANCER, "200").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 10");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("400"));
  }

  @Test
  void cashOfTheTargetIsALineOfItsOwnInADeposit() {
    var outcome = half("500", "50").funding("200").deposit(REBALANCER, "200").bestFit();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:A 10");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("600"));
  }

  @Test
  void fundingIsNotCountedInTheWeights() {
    var outcome = half("500", "50").funding("100000").deposit(REBALANCER, "200").bestFit();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:A 10");
  }

  @Test
  void holdingsThatNoTargetNamesAreSoldFirstProRataToTheirValue() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .price("X", "1")
            .price("Y", "1")
            .security("A", "1")
            .managed("0", "A", "90", "X", "75", "Y", "25")
            .withdraw(REBALANCER, "40")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:X 30", "SELL SECURITY:Y 10");
  }

  @Test
  void aWithdrawalLowersTheHighestLinesTogether() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .price("C", "1")
            .security("A", "0.4")
            .security("B", "0.4")
            .security("C", "0.2")
            .managed("0", "A", "500", "B", "450", "C", "150")
            .withdraw(REBALANCER, "100")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 75", "SELL SECURITY:B 25");
  }

  @Test
  void proRataKeepsTheWeightsOfWhatIsSold() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .cash("1")
            .managed("0", "A", "750", "B", "250")
            .withdraw(PRO_RATA, "100")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 75", "SELL SECURITY:B 25");
  }

  @Test
  void proRataKeepsTheWeightsOfADepositWithThatOfCash() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .cash("1")
            .managed("200", "A", "600", "B", "200")
            .funding("100")
            .deposit(PRO_RATA, "100")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:A 60", "BUY SECURITY:B 20");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("220"));
  }

  /** A sleeve in which A stands far above its model, and B far below. */
  private static BookCase lopsidedSleeve() {
    return new BookCase()
        .price("A", "1")
        .price("B", "1")
        .model("M", "A", "0.5", "B", "0.5")
        .sleeveOf("M", "1")
        .managed("0")
        .holdsSleeve("M", "0", "A", "900", "B", "100");
  }

  @Test
  void aWithdrawalByTheRebalancerGoesTowardTheTargetAndSoMayAlsoBuy() {
    var outcome = lopsidedSleeve().withdraw(REBALANCER, "100").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL M/A 450", "BUY M/B 350");
  }

  @Test
  void aWithdrawalProRataOnlySells() {
    var outcome = lopsidedSleeve().withdraw(PRO_RATA, "100").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL M/A 90", "SELL M/B 10");
  }

  @Test
  void proRataKeepsTheWeightsInsideASleeve() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .model("M", "A", "0.5", "B", "0.5")
            .sleeveOf("M", "1")
            .managed("0")
            .holdsSleeve("M", "100", "A", "600", "B", "300")
            .withdraw(PRO_RATA, "100")
            .minTransaction();

    assertThat(outcome.orders()).containsExactly("SELL M/A 60", "SELL M/B 30");
    assertThat(outcome.transfers()).containsExactly("M -> MANAGED 100", "MANAGED -> FUNDING 100");
    assertThat(outcome.sleeveCash("M")).isEqualTo(Money.of("90"));
  }

  @Test
  void proRataKeepsTheLeverageOfALeveredSleeve() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .model("M", "A", "1")
            .sleeveOf("M", "1", "1.5", false)
            .managed("0")
            .holdsSleeve("M", "-500", "A", "1500")
            .latched("M", "1.5")
            .withdraw(PRO_RATA, "100")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL M/A 150");
    assertThat(outcome.sleeveCash("M")).isEqualTo(Money.of("-450"));
  }

  @Test
  void anUnwantedSleeveIsClosedOnceAWithdrawalTakesAllOfIt() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .model("M", "A", "1")
            .cash("1")
            .managed("0")
            .holdsSleeve("M", "0.50", "A", "10")
            .withdraw(REBALANCER, "100.50")
            .bestFit();

    assertThat(outcome.changes()).extracting("type").containsExactly(SleeveChange.Type.CLOSE);
    assertThat(outcome.transfers())
        .containsExactly("M -> MANAGED 100.5", "MANAGED -> FUNDING 100.5");
  }

  @Test
  void equalWeightTakesTheSameAmountFromEverySleeve() {
    var outcome = threeSleeves("0").withdraw(EQUAL_WEIGHT, "300").bestFit();

    assertThat(outcome.orders())
        .containsExactly("SELL M/A 100", "SELL SECURITY:A 100", "SELL N/A 100");
  }

  @Test
  void equalWeightTakesFromTheOthersWhatASmallSleeveDoesNotHave() {
    var outcome = threeSleeves("0").withdraw(EQUAL_WEIGHT, "1200").bestFit();

    assertThat(outcome.orders())
        .containsExactly("SELL M/A 550", "SELL SECURITY:A 550", "SELL N/A 100");
  }

  @Test
  void equalWeightGivesTheSameAmountToEverySleeve() {
    var outcome = threeSleeves("0").funding("300").deposit(EQUAL_WEIGHT, "300").bestFit();

    assertThat(outcome.orders())
        .containsExactly("BUY M/A 100", "BUY SECURITY:A 100", "BUY N/A 100");
    assertThat(outcome.transfers())
        .containsExactly("FUNDING -> MANAGED 300", "MANAGED -> M 100", "MANAGED -> N 100");
  }

  private static BookCase threeSleeves(String cash) {
    return new BookCase()
        .price("A", "1")
        .model("M", "A", "1")
        .model("N", "A", "1")
        .security("A", "0.4")
        .sleeveOf("M", "0.4")
        .sleeveOf("N", "0.2")
        .managed(cash, "A", "1000")
        .holdsSleeve("M", "0", "A", "1000")
        .holdsSleeve("N", "0", "A", "100");
  }

  @Test
  void customTakesWhatItsPartsNameInTheirOrder() {
    var outcome =
        threeSleeves("50")
            .withdraw(
                CUSTOM,
                "300",
                part("MANAGED", "50"),
                part("MANAGED", "A", "100"),
                part("M", "120"),
                part("N", "A", "30"))
            .bestFit();

    assertThat(outcome.orders())
        .containsExactly("SELL M/A 120", "SELL SECURITY:A 100", "SELL N/A 30");
    assertThat(outcome.managedCash()).isEqualTo(Money.ZERO);
  }

  @Test
  void customLeavesThePartsAtTheEndAloneThatFundingCovers() {
    var outcome =
        threeSleeves("0")
            .funding("130")
            .withdraw(CUSTOM, "300", part("MANAGED", "A", "100"), part("M", "200"))
            .bestFit();

    assertThat(outcome.orders()).containsExactly("SELL M/A 70", "SELL SECURITY:A 100");
  }

  @Test
  void customOfMoreThanAPartHasFailsWhole() {
    var outcome = threeSleeves("0").withdraw(CUSTOM, "300", part("N", "300")).bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.INSUFFICIENT_CASH);
  }

  @Test
  void customThatNamesASleeveWhichIsNotThereFails() {
    var outcome = threeSleeves("0").withdraw(CUSTOM, "300", part("X", "300")).bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.SLEEVE_UNKNOWN);
  }

  @Test
  void customBuysWhatItsPartsName() {
    var outcome =
        threeSleeves("0")
            .price("NEW", "7")
            .funding("300")
            .deposit(
                CUSTOM,
                "300",
                part("MANAGED", "NEW", "100"),
                part("M", "150"),
                part("MANAGED", "50"))
            .bestFit();

    assertThat(outcome.orders()).containsExactly("BUY M/A 150", "BUY SECURITY:NEW 14");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("52"));
  }

  @Test
  void theRebalancerIsRefusedWithoutATarget() {
    var outcome =
        new BookCase().cash("1").managed("1000").withoutTarget().withdraw(REBALANCER, "10");

    assertThat(outcome.bestFit().issue()).isEqualTo(IssueCode.NO_TARGET);
  }

  @Test
  void aWithdrawalOfMoreThanThereIsFails() {
    var outcome = half("500", "50").withdraw(PRO_RATA, "1000.01").bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.INSUFFICIENT_CASH);
  }

  @Test
  void aWithdrawalFromNothingFails() {
    var outcome = half("0", "0").withdraw(PRO_RATA, "10").bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.NOTHING_TO_SELL);
  }

  @ParameterizedTest
  @EnumSource(
      value = CashFlow.Method.class,
      names = {"REBALANCER", "PRO_RATA", "EQUAL_WEIGHT"})
  void aWithdrawalOfEverythingSellsEverything(CashFlow.Method method) {
    var outcome = threeSleeves("3.50").withdraw(method, "2103.50").minTransaction();

    assertThat(outcome.orders())
        .containsExactly("SELL M/A 1000", "SELL SECURITY:A 1000", "SELL N/A 100");
    assertThat(outcome.managedCash()).isEqualTo(Money.ZERO);
  }

  @Test
  void aWithdrawalThatFundingCoversTradesNothing() {
    var outcome = half("500", "50").funding("100").withdraw(REBALANCER, "100").bestFit();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void cashInFundingThatBelongsToAnotherMovementIsNotCounted() {
    var outcome =
        half("0", "100").funding("300").reserved("200").withdraw(PRO_RATA, "1000").bestFit();

    assertThat(outcome.transfers()).containsExactly("MANAGED -> FUNDING 900");
  }

  @Test
  void aDepositThatFundingDoesNotCoverFails() {
    var outcome = half("500", "50").funding("99.99").deposit(REBALANCER, "100").bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.INSUFFICIENT_CASH);
  }

  @Test
  void theFirstDepositOfAnEmptyAccountIsInvested() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .model("M", "A", "1")
            .security("A", "0.5")
            .sleeveOf("M", "0.5")
            .managed("0")
            .funding("1000")
            .deposit(REBALANCER, "1000")
            .bestFit();

    assertThat(outcome.orders()).containsExactly("BUY M/A 50", "BUY SECURITY:A 50");
    assertThat(outcome.changes()).extracting("type").containsExactly(SleeveChange.Type.OPEN);
  }

  private static BookCase leveragePending() {
    return new BookCase()
        .price("A", "10")
        .model("M", "A", "1")
        .sleeveOf("M", "0.5", "1.5", true)
        .cash("0.5")
        .managed("1000")
        .holdsSleeve("M", "0", "A", "100")
        .latched("M", "1");
  }

  @Test
  void aMovementThatTradesInALeveredSleeveLatchesItsLeverage() {
    var outcome = leveragePending().withdraw(REBALANCER, "200").minTransaction();

    assertThat(outcome.changes())
        .containsExactly(
            new SleeveChange(
                "M",
                "M",
                SleeveChange.Type.CHANGE,
                Money.of("-100"),
                Leverage.of("1"),
                Leverage.of("1.5"),
                true));
    assertThat(outcome.orders()).as("900 at 1.5").containsExactly("BUY M/A 35");
  }

  @Test
  void aMovementThatLeavesALeveredSleeveAloneLatchesNothing() {
    var outcome =
        leveragePending().withdraw(CUSTOM, "200", part("MANAGED", "200")).minTransaction();

    assertThat(outcome.changes()).isEmpty();
    assertThat(outcome.orders()).isEmpty();
  }

  @Test
  void leverageInAnAccountThatMayNotBorrowFailsAMovementToo() {
    var outcome = leveragePending().withoutMargin().withdraw(PRO_RATA, "200").bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.MARGIN_NOT_ENABLED);
  }

  @Test
  void noOrderIsBelowTheMinimumOfTheTargetAndTheWholeIsRaisedAllTheSame() {
    var outcome = half("0", "100").minTradeAmount("100").withdraw(PRO_RATA, "30").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 10");
    assertThat(outcome.transfers()).containsExactly("MANAGED -> FUNDING 30");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("70"));
  }

  @Test
  void whatALotBringsBeyondTheWithdrawalStaysAsCash() {
    var outcome = half("0", "100").withdraw(PRO_RATA, "33.33").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 4");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("6.67"));
  }

  @Test
  void aDebitOfManagedCashIsNotPaidByAWithdrawal() {
    var outcome = half("-20", "100").withdraw(PRO_RATA, "100").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 10");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("-20"));
  }

  @Test
  void aDepositPaysADebitOfManagedCashFirst() {
    var outcome = half("-20", "100").funding("120").deposit(PRO_RATA, "120").bestFit();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:A 10");
    assertThat(outcome.managedCash()).isEqualTo(Money.ZERO);
  }

  @Test
  void isJudgedWithADepositAsIfItWereInManaged() {
    var book = half("0", "0").funding("1000").deposit(REBALANCER, "1000");
    var input = book.input(TradeLogic.BEST_FIT);
    var flow = ((BuildScope.CashMovement) input.scope()).flow();

    assertThat(flow.judgedOn(input.positions()).managed().cash()).isEqualTo(Money.of("1000"));
    assertThat(flow.judgedOn(input.positions()).funding().orElseThrow().cash())
        .isEqualTo(Money.ZERO);
  }

  @Test
  void aWithdrawalSellsNothingThatMayNotBeSold() {
    var outcome = threeSleeves("0").notSold("A").withdraw(PRO_RATA, "100").bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.RESTRICTED);
  }

  @Test
  void aWithdrawalRaisesFromTheOthersWhatARestrictionKeeps() {
    var outcome = twoStocks().notSold("A").withdraw(PRO_RATA, "100").bestFit();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:B 100");
  }

  @Test
  void aWithdrawalThatRestrictionsKeepFromBeingWholeFails() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .model("M", "A", "1")
            .sleeveOf("M", "1")
            .managed("0", "B", "10")
            .holdsSleeve("M", "0", "A", "100")
            .notSold("A")
            .withdraw(PRO_RATA, "50")
            .bestFit();

    assertThat(outcome.issue()).isEqualTo(IssueCode.RESTRICTED);
  }

  @Test
  void aDepositBuysNothingThatMayNotBeBought() {
    var outcome = twoStocks().notBought("A").funding("100").deposit(REBALANCER, "100").bestFit();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:B 100");
  }

  private static BookCase twoStocks() {
    return new BookCase()
        .price("A", "1")
        .price("B", "1")
        .security("A", "0.5")
        .security("B", "0.5")
        .managed("0", "A", "500", "B", "500");
  }
}
