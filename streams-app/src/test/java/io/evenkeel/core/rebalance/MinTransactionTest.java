package io.evenkeel.core.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.money.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MIN_TRANSACTION")
class MinTransactionTest {

  @Test
  void sellsABreachedLineToADollarInsideItsClearingEdge() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .security("A", "0.10")
            .cash("0.90")
            .managed("870", "A", "130")
            .minTransaction();

    assertThat(outcome.orders())
        .as("130 -> 117, clearing edge 118")
        .containsExactly("SELL SECURITY:A 13");
  }

  @Test
  void buysABreachedLineToADollarInsideItsClearingEdge() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .security("A", "0.10")
            .cash("0.90")
            .managed("930", "A", "70")
            .minTransaction();

    assertThat(outcome.orders())
        .as("70 -> 83, clearing edge 82")
        .containsExactly("BUY SECURITY:A 13");
  }

  @Test
  void roundsToTheFirstLotThatClears() {
    var outcome =
        new BookCase()
            .price("A", "8")
            .security("A", "0.10")
            .cash("0.90")
            .managed("864", "A", "17")
            .minTransaction();

    assertThat(outcome.orders())
        .as("136 -> 112; 120 is not enough")
        .containsExactly("SELL SECURITY:A 3");
  }

  @Test
  void leavesLinesWithinTheirBandsAlone() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .security("A", "0.10")
            .cash("0.90")
            .managed("880", "A", "120")
            .minTransaction();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void clearsALineThatHysteresisStillHoldsBreached() {
    var book =
        new BookCase()
            .price("A", "1")
            .security("A", "0.10")
            .cash("0.90")
            .managed("881", "A", "119")
            .wasBreached("SECURITY:A", Side.ABOVE);

    assertThat(book.minTransaction().orders()).containsExactly("SELL SECURITY:A 2");
  }

  @Test
  void clearsABreachedLineThatNeverTriggers() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .silentSecurity("A", "0.10")
            .cash("0.90")
            .managed("870", "A", "130")
            .minTransaction();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 13");
  }

  @Test
  void tradesNothingWhereNoLotClears() {
    var outcome =
        new BookCase()
            .price("A", "130")
            .security("A", "0.10")
            .cash("0.90")
            .managed("870", "A", "1")
            .minTransaction();

    assertThat(outcome.result()).isEqualTo(new BuildResult.NoTrades());
  }

  @Test
  void spendsCashAboveItsBandOnTheLowestOtherLines() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .security("A", "0.45")
            .security("B", "0.45")
            .cash("0.10")
            .managed("150", "A", "440", "B", "410")
            .minTransaction();

    assertThat(outcome.orders())
        .as("32 of 33 in whole lots, B raised to A first")
        .containsExactly("BUY SECURITY:A 1", "BUY SECURITY:B 31");
    assertThat(outcome.managedCash()).as("its clearing edge").isEqualTo(Money.of("118"));
  }

  @Test
  void raisesCashBelowItsBandFromTheHighestOtherLines() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .security("A", "0.45")
            .security("B", "0.45")
            .cash("0.10")
            .managed("50", "A", "490", "B", "460")
            .minTransaction();

    assertThat(outcome.orders())
        .as("32 of 33 in whole lots, A lowered to B first")
        .containsExactly("SELL SECURITY:A 31", "SELL SECURITY:B 1");
  }

  @Test
  void leavesAnyCashOfATargetWithoutACashComponentAsLongAsItIsNotNegative() {
    var book = new BookCase().price("A", "1").security("A", "1");

    assertThat(book.managed("190", "A", "810").minTransaction().orders()).isEmpty();
  }

  @Test
  void raisesNegativeCashOfATargetWithoutACashComponentToZero() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .security("A", "1")
            .managed("-5", "A", "1005")
            .minTransaction();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 5");
    assertThat(outcome.managedCash()).isEqualTo(Money.ZERO);
  }

  @Test
  void takesNoLineOfTheCashFlowPastItsOwnClearingEdge() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .security("A", "0.5", Tolerance.relative("0.10"), Tolerance.DEFAULT_PRECISION)
            .cash("0.5", Tolerance.relative("0.05"), Tolerance.DEFAULT_PRECISION)
            .managed("460", "A", "540")
            .minTransaction();

    assertThat(outcome.orders())
        .as("18.50 for cash, in whole lots")
        .containsExactly("SELL SECURITY:A 18");
  }

  @Test
  void buysLessProRataRatherThanLeaveCashNegative() {
    var outcome =
        new BookCase()
            .price("A", "10")
            .price("B", "10")
            .price("C", "650")
            .security("A", "0.2")
            .security("B", "0.2")
            .security("C", "0.6")
            .managed("100", "A", "12", "B", "13", "C", "1")
            .minTransaction();

    assertThat(outcome.orders()).containsExactly("BUY SECURITY:A 5", "BUY SECURITY:B 4");
    assertThat(outcome.managedCash()).isEqualTo(Money.of("10"));
  }

  @Test
  void sellsNothingForABuyThatCannotBePaidAnyway() {
    var outcome =
        new BookCase()
            .price("DEAR", "400")
            .price("A", "10")
            .security("DEAR", "0.4")
            .security("A", "0.6")
            .managed("50", "A", "95")
            .wasBreached("SECURITY:A", Side.NONE)
            .minTransaction();

    assertThat(outcome.filled().managed().cash().signum()).isGreaterThanOrEqualTo(0);
    assertThat(outcome.again().orders()).isEmpty();
  }

  @Test
  void movesABreachedSleeveToADollarInsideItsClearingEdge() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .model("M", "A", "1")
            .sleeveOf("M", "0.5")
            .cash("0.5")
            .managed("380")
            .holdsSleeve("M", "0", "A", "620")
            .minTransaction();

    assertThat(outcome.transfers())
        .as("620 -> 589, clearing edge 590")
        .containsExactly("M -> MANAGED 31");
    assertThat(outcome.orders()).containsExactly("SELL M/A 31");
  }

  @Test
  void doesNotTouchASleeveWithNeitherATransferNorABreachedLine() {
    var outcome =
        new BookCase()
            .price("A", "7")
            .price("B", "1")
            .model("M", "A", "1")
            .sleeveOf("M", "0.5")
            .security("B", "0.5")
            .managed("0", "B", "700")
            .holdsSleeve("M", "70", "A", "90")
            .wasBreached("M/CASH", Side.ABOVE)
            .minTransaction();

    assertThat(outcome.orders()).as("the sleeve's cash alone is no reason").isEmpty();
  }

  @Test
  void clearsABreachedLineInsideASleeveAndSpendsWhatThatBrings() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .model("M", "A", "0.5", "B", "0.5")
            .sleeveOf("M", "1")
            .managed("0")
            .holdsSleeve("M", "0", "A", "650", "B", "350")
            .minTransaction();

    assertThat(outcome.orders()).containsExactly("SELL M/A 61", "BUY M/B 61");
    assertThat(outcome.transfers()).isEmpty();
  }

  @Test
  void judgesLinesOfASleeveAtItsNewEquity() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .model("M", "A", "0.5", "B", "0.5")
            .sleeveOf("M", "0.5", Tolerance.relative("0.02"))
            .cash("0.5")
            .managed("600")
            .holdsSleeve("M", "0", "A", "200", "B", "200")
            .minTransaction();

    assertThat(outcome.orders()).hasSize(2);
    assertThat(outcome.again().orders()).isEmpty();
  }

  @Test
  void givesFromASleeveOnlyWhatItsLotsComeTo() {
    var outcome =
        new BookCase()
            .price("A", "400")
            .price("B", "400")
            .model("M", "A", "0.5", "B", "0.5")
            .sleeveOf("M", "0.5")
            .cash("0.5")
            .managed("420")
            .holdsSleeve("M", "10", "A", "1", "B", "1")
            .minTransaction();

    assertThat(outcome.transfers()).containsExactly("M -> MANAGED 10");
    assertThat(outcome.orders()).isEmpty();
  }

  @Test
  void buildsANewSleeveExactly() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .model("M", "A", "0.5", "B", "0.5")
            .sleeveOf("M", "0.5")
            .cash("0.5")
            .managed("1000")
            .minTransaction();

    assertThat(outcome.transfers()).containsExactly("MANAGED -> M 411");
    assertThat(outcome.orders()).containsExactly("BUY M/A 206", "BUY M/B 205");
  }

  @Test
  void buildsAReallocatedSleeveExactly() {
    var book =
        new BookCase()
            .price("A", "1")
            .price("B", "1")
            .model("M", "A", "0.5", "B", "0.5")
            .sleeveOf("M", "0.5")
            .cash("0.5")
            .managed("1000")
            .holdsSleeve("M", "0", "A", "520", "B", "480");

    assertThat(book.minTransaction().orders()).isEmpty();
    assertThat(book.reallocated("M").minTransaction().orders())
        .containsExactly("SELL M/A 20", "BUY M/B 20");
  }

  @Test
  void growsAnOrderToTheMinimumWhereThatStillClears() {
    var outcome =
        new BookCase()
            .price("A", "1")
            .security("A", "0.10")
            .cash("0.90")
            .minTradeAmount("30")
            .managed("870", "A", "130")
            .minTransaction();

    assertThat(outcome.orders()).containsExactly("SELL SECURITY:A 30");
  }
}
